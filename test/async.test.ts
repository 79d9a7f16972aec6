import { expect, it } from 'vitest';
import { toPace } from '../src/async.ts';

it('pauses every 100,000 steps, and in between waits for nothing', async () => {
  const pace = toPace();
  expect(pace(99_999)).toBeUndefined();
  const due = pace(1);
  expect(due).toBeInstanceOf(Promise);
  await due;
  expect(pace(99_999)).toBeUndefined();
  expect(pace(1e9)).toBeInstanceOf(Promise);
});

it('lets what waits for the event loop run, and rejects once the signal is aborted', async () => {
  const controller = new AbortController();
  const pace = toPace(controller.signal);
  let ran = false;
  setImmediate(() => {
    ran = true;
  });
  await pace(100_000);
  expect(ran).toBe(true);
  controller.abort(new Error('enough'));
  expect(pace(99_999)).toBeUndefined();
  await expect(pace(1)).rejects.toThrow('enough');
});
