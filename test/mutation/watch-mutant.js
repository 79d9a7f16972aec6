import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, inject } from 'vitest';

// All test files of a mutant share one process. Vitest's own bail ends it before it has reported.
if (globalThis.isMutantKilled) throw new Error('A test has failed already.');
beforeEach(({ skip }) => {
  if (globalThis.isMutantKilled) skip();
});
afterEach(({ task }) => {
  if (task.result?.state === 'fail') globalThis.isMutantKilled = true;
});

// A mutant may run for ever: then nothing but another thread can end the process, and the mutant counts as killed.
const endInTime = `
  let timer;
  require('node:worker_threads').parentPort.on('message', (limitMs) => {
    clearTimeout(timer);
    timer = setTimeout(() => process.kill(process.pid, 'SIGKILL'), limitMs);
  });`;
const limitMs = inject('limitsMs')?.[expect.getState().testPath];
if (limitMs !== undefined) {
  if (!globalThis.mutantWatch) {
    globalThis.mutantWatch = new Worker(endInTime, { eval: true });
    globalThis.mutantWatch.unref();
  }
  globalThis.mutantWatch.postMessage(limitMs);
}
