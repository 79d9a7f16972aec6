import { type Command, CommanderError } from 'commander';
import type { Cli } from './cli/command.ts';
import { firstSteps } from './cli/first-steps.ts';
import { buildProgram } from './cli/program.ts';
import { writeLine } from './cli/write-line.ts';
import { AbortError, HfreuseError, libraryError, messageOf } from './errors.ts';
import type { Io } from './io.ts';
import { plainLine } from './text.ts';

/**
 * Runs one command, and prints its output and messages to `io`. Nothing of the process is touched: not its exit code,
 * nor
 * its signals.
 * @param argv as `process.argv`: the words of the command begin at the third
 * @returns the exit code; this is the one place where errors become one
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length <= 2) {
    io.stdout.write(firstSteps);
    return 0;
  }
  let code = 0;
  const cli: Cli = {
    io: withWords(io, argv.slice(2)),
    exit: (next) => {
      code = next;
    },
  };
  if (isCompletionRequest(argv)) {
    const { listCompletions } = await import('./cli/complete/list-completions.ts');
    io.stdout.write(listCompletions(buildProgram(cli), argv.slice(4)));
    return 0;
  }
  const program = buildProgram(cli, argv[2]);
  try {
    refuseUnknownHelp(program, argv);
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    const command = program.commands.find((known) => known.name() === argv[2])?.name();
    return explain(libraryError(error) ?? error, argv, io, command);
  }
}

/** The same, with the command line. Not a copy: standard input is opened only where it is asked for. */
const withWords = (io: Io, words: readonly string[]): Io =>
  Object.create(io, { words: { value: words, enumerable: true } });

/** What the script of `complete` asks: `hfreuse complete -- <words so far>`. None of the words is an option here. */
const isCompletionRequest = ([, , command, dashes]: readonly string[]): boolean =>
  command === 'complete' && dashes === '--';

/** Commander shows the help of everything where there is none of the command asked for. */
function refuseUnknownHelp(program: Command, argv: readonly string[]): void {
  const [, , word, name] = argv;
  if (word !== 'help' || name === undefined || name.startsWith('-') || name === 'help') return;
  if (!program.commands.some((known) => known.name() === name)) program.error(`unknown command '${name}'`);
}

/** One line that names the thing, and the next thing to try; the stack only with --debug. */
function explain(error: unknown, argv: readonly string[], io: Io, command: string | undefined): number {
  if (error instanceof CommanderError) {
    // Help and version leave with 0.
    if (error.exitCode !== 0) io.stderr.write(`hfreuse: ${explainUsage(error, command)}\n`);
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof AbortError) return 130;
  if (error instanceof HfreuseError) {
    const hint = error.hint === null ? '' : ` (${error.hint})`;
    io.stderr.write(`hfreuse: ${plainLine(`${error.message}${hint}`)}\n`);
  } else {
    io.stderr.write(`hfreuse: unexpected: ${messageOf(error)} (run again with --debug and report it)\n`);
  }
  if (argv.includes('--debug') && error instanceof Error) {
    for (const line of (error.stack ?? '').split('\n')) writeLine(io, line);
  }
  return error instanceof HfreuseError ? error.exitCode : 1;
}

/** Commander's own words, its suggestion and where the choices are. */
function explainUsage(error: CommanderError, command: string | undefined): string {
  const [, problem, suggestion] =
    /^(?:error: )?(.*?)(?: \(Did you mean (.*)\?\))?$/.exec(messageOf(error)) ?? [];
  const meant = suggestion === undefined ? '' : `did you mean ${suggestion}? `;
  return `${problem} (${meant}see hfreuse ${command === undefined ? '' : `${command} `}--help)`;
}
