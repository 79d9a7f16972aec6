import { createHash } from 'node:crypto';

/** The server's answer to one request. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** JSON with a status. */
export const jsonAnswer = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ETag: weakTag(body), ...headers },
  body,
});

/** As Express makes it, which the Hub runs on: the length and the beginning of a digest (npm package etag 1.8.1). */
function weakTag(body: string): string {
  const digest = createHash('sha1').update(body).digest('base64').slice(0, 27);
  return `W/"${Buffer.byteLength(body).toString(16)}-${digest}"`;
}

/** An error in the Hub's form: the reason in the body and in the headers. */
export const errorAnswer = (status: number, error: string, code?: string): Answer =>
  jsonAnswer(status, JSON.stringify({ error }), {
    ...(code === undefined ? {} : { 'X-Error-Code': code }),
    'X-Error-Message': error,
  });

/** Plain text, as redirects have it. */
export const textAnswer = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body,
});
