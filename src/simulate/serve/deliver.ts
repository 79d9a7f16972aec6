import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../faults/spoil.ts';

/** Sends a delivery, with everything that goes wrong on the way. */
export async function deliver(response: ServerResponse, delivered: Delivery, isHead: boolean): Promise<void> {
  const { answer, waitMs, cutAfter } = delivered;
  if (waitMs > 0) await wait(waitMs);
  if (cutAfter === 0) {
    response.socket?.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length });
  if (isHead) response.end();
  else if (cutAfter === null || cutAfter >= body.length) response.end(body);
  else response.write(body.subarray(0, cutAfter), () => response.socket?.destroy());
}
