import { run } from './cli.ts';
import { reasonOf } from './errors.ts';
import { realIo } from './io.ts';

/** The output is lost, which takes precedence over the command's own exit code. */
function failOutput(error: NodeJS.ErrnoException): void {
  process.on('exit', () => {
    process.exitCode = 1;
  });
  process.stderr.write(`hfreuse: the output cannot be written: ${reasonOf(error)}\n`);
  // A server whose address no one could read has no use.
  abort.abort(error);
}

/**
 * The commands that do nothing but pass pieces on, pages of a listing or rows of a graph: they make and forget them all
 * the time, and left alone V8's heap grows to several times of what is alive. It is a flag of the whole process, so it
 * is set here and never in the library. `node:v8` is loaded for them alone.
 */
const streaming = ['collect', 'demo', 'export'];
if (streaming.includes(process.argv[2] ?? '')) {
  process.getBuiltinModule('node:v8').setFlagsFromString('--heap-growing-percent=30');
}

const abort = new AbortController();
/**
 * Within this time a signal is a repeat of the last one: a terminal and npm, or a terminal and a shell, each send it.
 */
const sameSignalMs = 500;
// A terminal that is closed sends SIGHUP; nobody waits there any more, so more of them mean nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  const listen = (): void => {
    abort.abort(new Error(`interrupted by ${signal}`));
    // The second one ends at once, as users expect.
    if (signal !== 'SIGHUP') setTimeout(() => process.off(signal, listen), sameSignalMs).unref();
  };
  process.on(signal, listen);
}
// A reader that has seen enough (head) closes the pipe: not an error, and nothing to report.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') failOutput(error);
});
// A message that cannot be written has nowhere else to go; the work goes on.
process.stderr.on('error', () => {});
// Not process.exit: a pipe would lose output.
process.exitCode = await run(process.argv, realIo(abort.signal));
