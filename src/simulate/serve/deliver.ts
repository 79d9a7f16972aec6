import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../faults/spoil.ts';

const chunk = 'x'.repeat(65_536);

/** Sends a delivery, with everything that goes wrong on the way. */
export async function deliver(response: ServerResponse, delivered: Delivery, isHead: boolean): Promise<void> {
  const { answer, waitMs, cutAfter, padding } = delivered;
  if (waitMs > 0) await wait(waitMs);
  if (cutAfter === 0) {
    response.socket?.destroy();
    return;
  }
  if (padding > 0) {
    response.writeHead(answer.status, answer.headers);
    await writePadded(response, padding);
    return;
  }
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length });
  if (isHead) response.end();
  else if (cutAfter === null || cutAfter >= body.length) response.end(body);
  else response.write(body.subarray(0, cutAfter), () => response.socket?.destroy());
}

/** A list with one repo that has a very long tag, written as fast as it is read. */
async function writePadded(response: ServerResponse, bytes: number): Promise<void> {
  response.write('[{"_id":"ffffffffffffffffffffffff","id":"someone/too-large","tags":["');
  for (let left = bytes; left > 0 && !response.destroyed; left -= chunk.length) {
    const goesOn = response.write(left >= chunk.length ? chunk : chunk.slice(0, left));
    if (!goesOn) await waitForDrain(response);
  }
  response.end('"]}]');
}

const waitForDrain = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
