import type { ServerResponse } from 'node:http';
import { messageOf } from '../../errors.ts';
import { errorAnswer } from './answer.ts';

/** A fault of a server's own: 500, as far as nothing was sent yet, and a line in the log. */
export function answerFailure(
  response: ServerResponse,
  error: unknown,
  log: ((line: string) => void) | undefined,
): void {
  log?.(`a request failed: ${messageOf(error)}`);
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, headers, body } = errorAnswer(500, 'Internal Error - the simulated Hub failed');
  response.writeHead(status, headers).end(body);
}
