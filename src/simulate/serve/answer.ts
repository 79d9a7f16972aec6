/** What the server says to one request. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** JSON with a status. */
export const jsonAnswer = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body,
});

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
