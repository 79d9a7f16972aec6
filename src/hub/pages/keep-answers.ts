import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { reasonOf, usageError } from '../../errors.ts';
import { fileKind, listNames } from '../../files.ts';
import { makeFolder, removeQuietly } from '../../own-files.ts';
import { UnkeptError } from '../request/hub-error.ts';
import { largestBody, readUpTo } from '../request/read-body.ts';
import { type KeptAnswer, type KeptCollection, manifestName, parseManifest } from './manifest.ts';
import { holdsAnswers, readManifestText } from './open-answers.ts';

/** Puts something between the requests of a Hub and its network. `again`: the answers are compared with earlier ones. */
export type Via = (fetch: typeof globalThis.fetch, again: boolean) => typeof globalThis.fetch;

/** Keeps every answer of a collection in a folder, before anything is made of it. */
export interface AnswerKeeper {
  folder: string;
  /** Names the collection whose answers the folder holds already; null for an empty folder. */
  id: string | null;
  /** Begins the manifest of a new collection; the id that names it. */
  begin(collection: Omit<KeptCollection, 'id'>): string;
  /** Rewrites what the collection is. */
  note(collection: Omit<KeptCollection, 'id'>): void;
  via: Via;
  /** Removes what it has written, where it began it; the folder too, where it made that. */
  forget(): void;
}

/** Headers needed to read an answer, besides those that the manifest names by themselves. */
const keptHeaders = [
  'content-type',
  'link',
  'location',
  'x-error-code',
  'x-error-message',
  'ratelimit-policy',
  'retry-after',
  'age',
];

/** Replaces the token: ASCII, since it may be part of a header or of bytes in any encoding. */
const concealed = 'hf_...';

const compress = promisify(gzip);

/**
 * Makes ready to keep answers; writes nothing yet.
 * @param token is taken out of all that is kept
 * @throws HfreuseError (exit 2) for a folder that holds anything but kept answers, (exit 1) for one that cannot be read
 */
export function openKeeper(folder: string, token: string | null): AnswerKeeper {
  const kind = fileKind(folder);
  if (kind !== 'none' && kind !== 'folder')
    throw usageError(`--keep-pages takes a folder: ${folder} is a file`);
  const isNew = kind === 'none' || readdirSync(folder).length === 0;
  if (!isNew && !holdsAnswers(folder)) {
    throw usageError(
      `${folder} holds other things than kept answers`,
      'name an empty folder with --keep-pages, or one that is not there yet',
    );
  }
  return new Keeper(folder, token, isNew);
}

class Keeper implements AnswerKeeper {
  readonly folder: string;
  id: string | null = null;
  readonly #token: string | null;
  readonly #manifest: string;
  #count = 0;
  /** Whether the manifest, and so all beside it, is this one's. */
  #begun = false;
  #takeAway = (): void => {};

  constructor(folder: string, token: string | null, isNew: boolean) {
    this.folder = folder;
    this.#token = token;
    this.#manifest = join(folder, manifestName);
    if (isNew) return;
    const text = readManifestText(folder);
    const { collection, answers } = parseManifest(this.#manifest, text);
    this.id = collection?.id ?? null;
    this.#count = answers.reduce((most, { file }) => Math.max(most, Number.parseInt(file, 10)), 0);
    // A line that a kill cut short would spoil the next one.
    const whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length)
      this.#write(() => truncateSync(this.#manifest, Buffer.byteLength(text.slice(0, whole))));
  }

  begin(collection: Omit<KeptCollection, 'id'>): string {
    this.id = randomBytes(8).toString('hex');
    this.#write(() => {
      this.#takeAway = makeFolder(this.folder);
      // Fails where another collection was faster.
      writeFileSync(this.#manifest, '', { flag: 'wx' });
      this.#begun = true;
      appendFileSync(this.#manifest, this.#line({ collection: { id: this.id, ...collection } }));
    });
    return this.id;
  }

  note(collection: Omit<KeptCollection, 'id'>): void {
    this.#write(() =>
      appendFileSync(this.#manifest, this.#line({ collection: { id: this.id, ...collection } })),
    );
  }

  via: Via = (fetch, again) => async (input, init) => {
    const response = await fetch(input, init);
    const { status, headers } = response;
    const body = await readUpTo(response, largestBody);
    // Too large to be read is too large to be kept: the reader reports that itself.
    if ('rest' in body) return new Response(body.rest, { status, headers });
    const url = input instanceof Request ? input.url : String(input);
    await this.#keep({ url, status, headers, body: body.whole, again });
    return toResponse(body.whole, { status, headers });
  };

  forget(): void {
    if (this.#begun) for (const name of listNames(this.folder)) removeQuietly(join(this.folder, name));
    this.#takeAway();
  }

  async #keep(answer: {
    url: string;
    status: number;
    headers: Headers;
    body: Uint8Array<ArrayBuffer>;
    again: boolean;
  }): Promise<void> {
    const { url, status, headers, again } = answer;
    const body = this.#concealBytes(answer.body);
    this.#count += 1;
    const file = `${String(this.#count).padStart(6, '0')}.gz`;
    const text = (name: string): string | null => headers.get(name)?.replace(/[^\x20-\x7e]/g, '?') ?? null;
    const others = keptHeaders.flatMap((name) => {
      const value = text(name);
      return value === null ? [] : [[name, withoutUser(value)] as const];
    });
    const kept: KeptAnswer = {
      file,
      url: withoutUser(url),
      status,
      date: text('date'),
      rateLimit: text('ratelimit'),
      headers: Object.fromEntries(others),
      sha256: createHash('sha256').update(body).digest('hex'),
      bytes: body.byteLength,
      again,
    };
    const packed = await compress(body);
    this.#write(() => {
      writeFileSync(join(this.folder, file), packed);
      appendFileSync(this.#manifest, this.#line(kept));
    });
  }

  #line(value: unknown): string {
    return `${this.#conceal(JSON.stringify(value))}\n`;
  }

  #conceal(text: string): string {
    return this.#token === null ? text : text.replaceAll(this.#token, concealed);
  }

  #concealBytes(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    if (this.#token === null || !bytes.includes(this.#token)) return body;
    // Byte for byte, regardless of the text around it.
    return new Uint8Array(Buffer.from(bytes.toString('latin1').replaceAll(this.#token, concealed), 'latin1'));
  }

  #write(work: () => void): void {
    try {
      work();
    } catch (error) {
      const message = `the Hub's answers cannot be kept in ${this.folder}: ${reasonOf(error)}`;
      throw new UnkeptError(message, {
        hint: 'what was read so far is kept; mend that, then run the same command again',
        cause: error,
      });
    }
  }
}

/** A response with a body that was read: the standard allows none with some statuses. */
export const toResponse = (
  body: Uint8Array<ArrayBuffer>,
  head: { status: number; headers: Headers | Record<string, string> },
): Response => new Response([204, 205, 304].includes(head.status) ? null : body, head);

/** Addresses without a user name and a password. */
const withoutUser = (text: string): string => text.replace(/(https?:\/\/)[^/\s<>?#]*@/gi, '$1');
