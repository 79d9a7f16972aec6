import { TooLargeError } from './hub-error.ts';

/** Bodies are read up to this size, decompressed: 64 MB. */
export const largestBody = 64 * 1024 * 1024;

/**
 * Reads a body as text. Ill-formed UTF-8 becomes U+FFFD.
 * @throws TooLargeError when it is larger than `limit` bytes; the rest is not read
 */
export async function readBody(response: Response, limit: number = largestBody): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      throw new TooLargeError(`the answer is larger than ${Math.floor(limit / 1024 / 1024)} MB`);
    }
    chunks.push(value);
  }
  return new TextDecoder().decode(Buffer.concat(chunks, size));
}

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
    // HTML or plain text: the status says more.
  }
  return '';
}
