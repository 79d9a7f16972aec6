import { expect, it } from 'vitest';
import { writePage } from '../../src/cli/write-page.ts';
import { AbortError } from '../../src/errors.ts';
import { captureIo } from '../support/run.ts';

/** A page during whose rendering an interrupt comes in; it is heard when the event loop turns. */
function begin(work: (controller: AbortController) => void) {
  const controller = new AbortController();
  const { io, printed } = captureIo({}, controller.signal);
  const page = {
    ...{ title: '', facts: [], warnings: [], none: 'nothing', sections: [] },
    table: { columns: [], rows: [] },
    get json() {
      work(controller);
      return {};
    },
  };
  const written = writePage(io, { format: 'json' } as Parameters<typeof writePage>[1], page);
  return { controller, written, printed };
}

it('a page that is interrupted while it is laid out is not printed', async () => {
  const { written, printed } = begin((controller) => void setImmediate(() => controller.abort()));
  await expect(written).rejects.toThrow(AbortError);
  expect(printed().stdout).toBe('');
});

it('nor is one laid out that was interrupted before', async () => {
  let laidOut = false;
  const { controller, written } = begin(() => {
    laidOut = true;
  });
  controller.abort();
  await expect(written).rejects.toThrow(AbortError);
  expect(laidOut).toBe(false);
});

it('any other is printed', async () => {
  const { written, printed } = begin(() => {});
  await written;
  expect(printed().stdout).toBe('{}\n');
});
