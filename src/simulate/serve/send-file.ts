import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { DumpFile } from './dump-repo.ts';

/** What becomes of one transfer. */
export interface Transfer {
  /** Bytes after which the connection is cut; absent = never. */
  cutAfter?: number;
  /** Waits so long after each 64 kB. */
  pauseMs?: number;
  /** Sends the whole file and ignores the requested range. */
  ignoresRanges?: boolean;
}

/** Sends a file or the range of it that was asked for (RFC 9110, single ranges), as it is on the disk. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, size, etag }: DumpFile,
  { cutAfter = Number.POSITIVE_INFINITY, pauseMs = 0, ignoresRanges = false }: Transfer = {},
): Promise<void> {
  const ifRange = request.headers['if-range'];
  const asked =
    ignoresRanges || (ifRange !== undefined && ifRange !== etag) ? undefined : request.headers.range;
  const range = toRange(asked, size);
  const headers = { ETag: etag, 'Accept-Ranges': 'bytes', 'Content-Type': 'application/octet-stream' };
  if (range === 'none') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const [start, end] = range ?? [0, size - 1];
  response.writeHead(range === null ? 200 : 206, {
    ...headers,
    'Content-Length': end - start + 1,
    ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  let sent = 0;
  for await (const piece of createReadStream(file, { start, end })) {
    const part = (piece as Buffer).subarray(0, cutAfter - sent);
    sent += part.byteLength;
    if (!response.write(part)) await waitForDrain(response);
    if (response.destroyed) return;
    if (sent >= cutAfter) {
      // What was written must go out before the connection is cut.
      await wait(20);
      response.destroy();
      return;
    }
    if (pauseMs > 0) await wait(pauseMs);
  }
  response.end();
}

/** First and last byte; null for the whole file, 'none' where the file has no such bytes. */
function toRange(header: string | undefined, size: number): [number, number] | null | 'none' {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined) return null;
  const start = Number(first);
  const end = last === undefined || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || end < start ? 'none' : [start, end];
}

const waitForDrain = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const proceed = () => {
      response.off('drain', proceed).off('close', proceed);
      resolve();
    };
    response.on('drain', proceed).on('close', proceed);
  });
