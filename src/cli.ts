import { Command, CommanderError } from 'commander';
import { addAudit } from './cli/audit.ts';
import { addCodebook } from './cli/codebook.ts';
import { addCollect } from './cli/collect.ts';
import { addExport } from './cli/export.ts';
import { addImport } from './cli/import.ts';
import { addReport } from './cli/report.ts';
import { addSimulate } from './cli/simulate.ts';
import { addSql } from './cli/sql.ts';
import { addStatus } from './cli/status.ts';
import { HfreuseError, messageOf, reasonOf } from './errors.ts';
import { type Io, realIo } from './io.ts';
import { plainLine } from './text.ts';
import { version } from './version.ts';

/** Runs one command and sets the exit code; never ends the process, for a pipe would lose output. */
async function main(argv: readonly string[], io: Io): Promise<void> {
  const program = new Command('hfreuse')
    .description(
      'How diverse, and how concentrated, is the reuse of datasets and models on the Hugging Face Hub?',
    )
    .version(version)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // `explain` says it, on one line.
      outputError: () => {},
    })
    .exitOverride();
  const commands = [
    ...[addCollect, addStatus, addReport, addAudit, addImport, addExport],
    ...[addSql, addSimulate, addCodebook],
  ];
  for (const add of commands) add(program, io);
  try {
    refuseUnknownHelp(program, argv);
    await program.parseAsync(argv);
  } catch (error) {
    const command = program.commands.find((known) => known.name() === argv[2])?.name();
    process.exitCode = explain(error, argv, io, command);
  }
}

/** Commander shows the help of everything where there is none of the command asked for. */
function refuseUnknownHelp(program: Command, argv: readonly string[]): void {
  const [, , word, name] = argv;
  if (word !== 'help' || name === undefined || name.startsWith('-') || name === 'help') return;
  if (!program.commands.some((known) => known.name() === name)) program.error(`unknown command '${name}'`);
}

/** One line that names the thing, and the next thing to try; the stack only with --debug. */
function explain(error: unknown, argv: readonly string[], io: Io, command: string | undefined): number {
  if (error instanceof CommanderError) {
    // Help and version leave with 0; without a command, the help has been shown already.
    if (error.exitCode !== 0 && error.code !== 'commander.help') {
      io.stderr.write(`hfreuse: ${explainUsage(error, command)}\n`);
    }
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof HfreuseError) {
    const hint = error.hint === null ? '' : ` (${error.hint})`;
    io.stderr.write(`hfreuse: ${plainLine(`${error.message}${hint}`)}\n`);
  } else {
    io.stderr.write(`hfreuse: unexpected: ${messageOf(error)} (run again with --debug and report it)\n`);
  }
  if (argv.includes('--debug') && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
  return error instanceof HfreuseError ? error.exitCode : 1;
}

/** Commander's own words, its suggestion and where the choices are. */
function explainUsage(error: CommanderError, command: string | undefined): string {
  const [, problem, suggestion] =
    /^(?:error: )?(.*?)(?: \(Did you mean (.*)\?\))?$/.exec(messageOf(error)) ?? [];
  const meant = suggestion === undefined ? '' : `did you mean ${suggestion}? `;
  return `${problem} (${meant}see hfreuse ${command === undefined ? '' : `${command} `}--help)`;
}

/** What was to be printed is lost, whatever else the command finds: that goes before its own exit code. */
function failOutput(error: NodeJS.ErrnoException): void {
  process.on('exit', () => {
    process.exitCode = 1;
  });
  process.stderr.write(`hfreuse: the output cannot be written: ${reasonOf(error)}\n`);
  // A server whose address nobody could read has no use.
  abort.abort(error);
}

const abort = new AbortController();
// A terminal that is closed sends SIGHUP.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The second signal ends at once, as users expect.
  process.once(signal, () => abort.abort(new Error(`interrupted by ${signal}`)));
}
// A reader that has seen enough (head) closes the pipe: no error, nothing to say.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') failOutput(error);
});
// Talk that cannot be written has nowhere else to go; the work goes on.
process.stderr.on('error', () => {});
await main(process.argv, realIo(abort.signal));
