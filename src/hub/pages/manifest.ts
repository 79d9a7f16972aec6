import * as z from 'zod/mini';
import { HfreuseError } from '../../errors.ts';

/** The file that lists the answers of a folder, a line each, and which collection they are of. */
export const manifestName = 'manifest.jsonl';

/** One answer of a Hub, as it came. */
export interface KeptAnswer {
  /** Its body, gzipped, in the folder. */
  file: string;
  url: string;
  status: number;
  /** The Hub's `Date`; null where it sent none. */
  date: string | null;
  /** The Hub's `RateLimit`; null where it sent none. */
  rateLimit: string | null;
  /** The other headers needed to read it. */
  headers: Record<string, string>;
  /** Of the body before it was gzipped, hexadecimal. */
  sha256: string;
  /** Of the body before it was gzipped. */
  bytes: number;
  /** Asked for to be compared with an earlier answer to the same. */
  again: boolean;
}

/** What answers are of. */
export interface KeptCollection {
  /** Names the collection: its snapshot holds the same. */
  id: string;
  /** What the snapshot states about itself; its reader has to check it. */
  provenance: unknown;
  /** The moment up to which repos were read, ISO 8601; null where there was no such edge. */
  edge: string | null;
  /** How many names it was allowed to look up: a number, `all` or `none`. */
  resolve: string;
  includePrivate: boolean;
}

/** The content of a manifest. */
export interface Manifest {
  /** null where nothing was begun. */
  collection: KeptCollection | null;
  answers: KeptAnswer[];
}

const answerLine = z.object({
  file: z.string().check(z.regex(/^\d{6,12}\.gz$/)),
  url: z.url({ protocol: /^https?$/ }),
  status: z.int().check(z.minimum(200), z.maximum(599)),
  date: z.nullable(z.string()),
  rateLimit: z.nullable(z.string()),
  headers: z.record(z.string().check(z.regex(/^[a-z-]+$/)), z.string().check(z.regex(/^[\x20-\x7e]*$/))),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  bytes: z.int().check(z.nonnegative()),
  again: z.boolean(),
});

const collectionLine = z.object({
  collection: z.object({
    id: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
    provenance: z.unknown(),
    edge: z.nullable(z.iso.datetime()),
    resolve: z.string().check(z.regex(/^(?:all|none|\d{1,15})$/)),
    includePrivate: z.boolean(),
  }),
});

/**
 * Reads a manifest: text of others. Of several lines of the collection the last one holds; a last line that a kill cut
 * short counts as absent.
 * @param path how a message names it
 * @throws HfreuseError (exit 1) naming the line that is not as it was written
 */
export function parseManifest(path: string, text: string): Manifest {
  const lines = text.split('\n');
  // What follows the last line feed is nothing, or was cut short.
  lines.pop();
  let collection: KeptCollection | null = null;
  const answers: KeptAnswer[] = [];
  for (const [at, line] of lines.entries()) {
    const value = parseLine(line);
    const found = collectionLine.safeParse(value);
    if (found.success) {
      collection = found.data.collection;
      continue;
    }
    const answer = answerLine.safeParse(value);
    if (!answer.success) {
      const where = answer.error.issues[0]?.path.join('.') ?? '';
      const what = where === '' ? 'it' : where;
      throw notKeptError(`${path}, line ${at + 1}: ${what} is not as hfreuse writes it`, answer.error);
    }
    answers.push(answer.data);
  }
  return { collection, answers };
}

/** A folder that does not hold what it should. */
export const notKeptError = (message: string, cause?: unknown): HfreuseError =>
  new HfreuseError(message, { hint: 'copy the folder again from where it is whole', cause });

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
