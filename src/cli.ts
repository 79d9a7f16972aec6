import { Command, CommanderError } from 'commander';
import { addAudit } from './cli/audit.ts';
import { addCollect } from './cli/collect.ts';
import { addImport } from './cli/import.ts';
import { addReport } from './cli/report.ts';
import { addSimulate } from './cli/simulate.ts';
import { addStatus } from './cli/status.ts';
import { HfreuseError, messageOf } from './errors.ts';
import { type Io, realIo } from './io.ts';
import { version } from './version.ts';

/** Runs one command and sets the exit code; never ends the process, for a pipe would lose output. */
async function main(argv: readonly string[], io: Io): Promise<void> {
  const program = new Command('hfreuse')
    .description(
      'How diverse, and how concentrated, is the reuse of datasets and models on the Hugging Face Hub?',
    )
    .version(version)
    .showHelpAfterError('(hfreuse --help lists the commands, hfreuse <command> --help its options)')
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .exitOverride();
  for (const add of [addCollect, addStatus, addReport, addAudit, addImport, addSimulate]) add(program, io);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = explain(error, argv, io);
  }
}

/** One line that names the thing, and the next thing to try; the stack only with --debug. */
function explain(error: unknown, argv: readonly string[], io: Io): number {
  // Commander has already said what is wrong; only its help and version leave with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof HfreuseError) {
    io.stderr.write(`hfreuse: ${error.message}${error.hint === null ? '' : ` (${error.hint})`}\n`);
  } else {
    io.stderr.write(`hfreuse: unexpected: ${messageOf(error)} (run again with --debug and report it)\n`);
  }
  if (argv.includes('--debug') && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
  return error instanceof HfreuseError ? error.exitCode : 1;
}

const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The second signal ends at once, as users expect.
  process.once(signal, () => abort.abort(new Error(`interrupted by ${signal}`)));
}
// A reader that has seen enough (head) closes the pipe: no error, nothing to say.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
await main(process.argv, realIo(abort.signal));
