import { HfreuseError } from '../../errors.ts';
import { fileBlob } from '../request/client.ts';
import { HubError, rewordError } from '../request/hub-error.ts';
import type { RequestSettings } from '../request/request-settings.ts';
import { announceRetry, describeFailure } from '../request/retry.ts';
import { showText, showUrl } from '../request/show-url.ts';
import { BeginAgain, fetchFile, TryAgain } from './fetch-file.ts';
import { appendPart, beginPart, finishPart, readPartFile, sha256OfFile, sizeOf } from './part-file.ts';
import type { RepoFile } from './repo-file.ts';

/**
 * Downloads a file to `target` through a `.part` beside it, going on where an earlier try or run stopped. Bytes of
 * another SHA-256 than the Hub names are thrown away, also where they lie at `target` already.
 * @param onSize takes how many bytes are there, now and then
 * @throws HfreuseError where the disk takes no more, HubError when the Hub refuses or every try failed; the abort
 *   reason when interrupted. What came until then stays.
 */
export type Download = (file: RepoFile, target: string, onSize: (bytes: number) => void) => Promise<void>;

/** Makes the function through which files come from a Hub. */
export const createDownload =
  (settings: RequestSettings): Download =>
  async (file, target, onSize) => {
    const { io, retries, conceal } = settings;
    if ((await sizeOf(target)) === file.size && (await isRight(target, file.sha256)))
      return onSize(file.size);
    let most = 0;
    for (let retry = 0; ; retry++) {
      const before = most;
      const progress = (bytes: number): void => {
        most = Math.max(most, bytes);
        onSize(bytes);
      };
      const failure = await tryOnce(settings, file, target, progress);
      if (failure === null) return;
      // Progress is not failure: a long download may break off more often than the retries allow.
      if (before > 0 && most > before) retry = 0;
      const why = conceal(showText(failure.message));
      if (retry >= retries) throw giveUpFile(settings, file, why, retry + 1);
      await io.sleep(announceRetry(settings, why, retry, failure.pauseMs), io.signal);
    }
  };

/** One try to get what is still missing; null when the file is whole. */
async function tryOnce(
  settings: RequestSettings,
  file: RepoFile,
  target: string,
  onSize: (bytes: number) => void,
): Promise<TryAgain | null> {
  const { io, conceal } = settings;
  io.signal.throwIfAborted();
  // The client makes a text of what its fetch throws, so that is caught here.
  const seen: { failure: unknown } = { failure: null };
  try {
    await getRest(settings, file, target, onSize, seen);
    return null;
  } catch (thrown) {
    io.signal.throwIfAborted();
    const error = seen.failure ?? thrown;
    if (error instanceof HubError) throw rewordError(error, conceal);
    if (error instanceof HfreuseError) throw error;
    if (error instanceof BeginAgain) await beginPart(target, null);
    return error instanceof TryAgain ? error : new TryAgain(describeFailure(error));
  }
}

async function getRest(
  settings: RequestSettings,
  file: RepoFile,
  target: string,
  onSize: (bytes: number) => void,
  seen: { failure: unknown },
): Promise<void> {
  let named = file.sha256;
  const part = await readPartFile(target);
  if (part.size > file.size) throw new BeginAgain(`${target}.part is larger than the file`);
  onSize(part.size);
  if (file.size === 0) await beginPart(target, null);
  if (part.size < file.size) {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      try {
        const range = new Headers(init?.headers).get('Range');
        const url = input instanceof Request ? input.url : String(input);
        const { response, sha256 } = await fetchFile(settings, url, rangeHeaders(range, part.etag));
        named ??= sha256;
        // The client waits for ever for a body that is not there.
        if (response.body === null) throw new TryAgain(`an answer without ${file.path}`);
        await checkContinues(response, file, range === null ? 0 : part.size, part.etag, target);
        return response;
      } catch (error) {
        seen.failure = error;
        throw error;
      }
    };
    const blob = await fileBlob(file, settings.endpoint, fetch);
    await appendPart(target, blob.slice(part.size).stream() as unknown as AsyncIterable<Uint8Array>, onSize);
  }
  const { size } = await readPartFile(target);
  if (size > file.size) throw new BeginAgain(`more than the ${file.size} bytes of ${file.path} arrived`);
  if (size < file.size) throw new TryAgain(`${file.path} broke off at ${size} of ${file.size} bytes`);
  if (!(await isRight(`${target}.part`, named))) {
    throw new BeginAgain(`${file.path} does not match the SHA-256 that the Hub gives`);
  }
  await finishPart(target);
}

/** Whether a file's bytes are those of a SHA-256; true where none is known. */
const isRight = async (path: string, sha256: string | null): Promise<boolean> =>
  sha256 === null || (await sha256OfFile(path)) === sha256;

/** A weak ETag does not vouch for bytes, so it cannot be used in If-Range. */
const rangeHeaders = (range: string | null, etag: string | null): Record<string, string> => ({
  ...(range === null ? {} : { range }),
  ...(range === null || etag === null ? {} : { 'if-range': etag }),
});

/** Notes what the first bytes are of; later ones must be of the same, and begin where these end. */
async function checkContinues(
  response: Response,
  file: RepoFile,
  from: number,
  etag: string | null,
  target: string,
): Promise<void> {
  const now = strongTag(response.headers.get('ETag'));
  if (from === 0) return beginPart(target, now);
  const problem =
    response.status !== 206 ||
    response.headers.get('Content-Range') !== `bytes ${from}-${file.size - 1}/${file.size}`
      ? 'the host does not resume the download where it stopped'
      : etag !== null && now !== null && etag !== now
        ? 'the file has changed since the download began'
        : null;
  if (problem === null) return;
  await response.body?.cancel().catch(() => {});
  throw new BeginAgain(`${problem}: ${file.path}`);
}

const strongTag = (etag: string | null): string | null => (etag?.startsWith('"') ? etag : null);

const giveUpFile = ({ endpoint }: RequestSettings, file: RepoFile, why: string, tries: number): HubError =>
  new HubError(
    `${why}: ${file.path} of ${file.repo}, from ${showUrl(endpoint)}, after ${tries === 1 ? 'one try' : `${tries} tries`}`,
    { hint: 'run the same command again: it continues where it stopped' },
  );
