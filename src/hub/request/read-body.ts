import { TooLargeError } from './hub-error.ts';

/** Bodies are read up to this size, decompressed: 64 MB. */
export const largestBody = 64 * 1024 * 1024;

/**
 * Reads a body as text. Ill-formed UTF-8 becomes U+FFFD.
 * @throws TooLargeError when it is larger than `limit` bytes; the rest is not read
 */
export async function readBody(response: Response, limit: number = largestBody): Promise<string> {
  const body = await readUpTo(response, limit);
  if ('whole' in body) return new TextDecoder().decode(body.whole);
  await body.rest.cancel().catch(() => {});
  throw new TooLargeError(`the answer is larger than ${Math.floor(limit / 1024 / 1024)} MB`);
}

/** Reads a body of at most `limit` bytes; of a larger one, all of it as a stream, of which no more was read. */
export async function readUpTo(
  response: Response,
  limit: number,
): Promise<{ whole: Uint8Array<ArrayBuffer> } | { rest: ReadableStream<Uint8Array> }> {
  if (response.body === null) return { whole: new Uint8Array() };
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { whole: Buffer.concat(chunks, size) };
    size += value.byteLength;
    chunks.push(value);
    if (size > limit) return { rest: putBefore(chunks, reader) };
  }
}

/** A stream of which the beginning was read already. */
const putBefore = (
  chunks: Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { done, value } =
        chunks.length > 0 ? { done: false, value: chunks.shift() } : await reader.read();
      if (done || value === undefined) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });

/** The reason that an unsuccessful answer gives, if it gives one: text of others. Reads at most 64 kB. */
export async function readReason(response: Response): Promise<string> {
  const header = response.headers.get('X-Error-Message');
  const text = await readBody(response, 64 * 1024).catch(() => '');
  if (header !== null) return header;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string')
      return body.error;
  } catch {
    // HTML or plain text: the status is more specific.
  }
  return '';
}
