import { type Command, Option } from 'commander';
import { headings } from './shared.ts';

/** What a command ends with, and what that means there. */
export type ExitCodes = Partial<Record<3 | 4 | 130, string>>;

/** What follows the options in a help. */
interface Help {
  /** Command lines that can be pasted, each with what it does. */
  examples: readonly (readonly [line: string, what: string])[];
  /** Variables of the environment that count there besides those of every command, and for what. */
  environment?: Readonly<Record<string, string>>;
  exitCodes?: ExitCodes;
}

/** Variables that count wherever the Hub is asked. */
export const hubEnvironment = {
  HF_TOKEN: 'a token for the Hub; otherwise the file that hf auth login writes',
  HF_TOKEN_PATH: 'where that file is; otherwise token in HF_HOME, or in huggingface in XDG_CACHE_HOME',
  HF_HUB_DISABLE_IMPLICIT_TOKEN: '1: send no token at all',
  HF_ENDPOINT: 'another Hub, used if --endpoint is not given',
  HTTPS_PROXY: 'a proxy; also HTTP_PROXY, and NO_PROXY for hosts to reach without one',
};

/** Variables that count in every command. */
const terminalEnvironment = {
  NO_COLOR: 'not empty: no colours, and no bars in tables',
  TERM: 'dumb: plain text, and no line that is rewritten; as in a pipe or a file',
};

const always = {
  0: 'done',
  1: 'failed; one line on stderr gives the reason',
  2: 'wrong usage; the line names the choices',
};

/** Adds examples, environment variables and exit codes to the help of a command. */
export function addHelp(command: Command, { examples, environment = {}, exitCodes = {} }: Help): void {
  const lines = examples.map(([line, what]) => `  # ${what}\n    ${line}`);
  const parts = [
    `Examples:\n${lines.join('\n')}`,
    `Environment:\n${toRows({ ...environment, ...terminalEnvironment })}`,
    `Exit codes:\n${toRows({ ...always, ...exitCodes })}`,
  ];
  command.addHelpOption(new Option('-h, --help', 'show this help').helpGroup(headings.general));
  command.addHelpText('after', `\n${parts.join('\n\n')}`);
}

function toRows(entries: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(entries).map((name) => name.length));
  return Object.entries(entries)
    .map(([name, what]) => `  ${name.padEnd(width)}  ${what}`)
    .join('\n');
}
