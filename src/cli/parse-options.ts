import type { Command } from 'commander';
import { usageError } from '../errors.ts';

/** `a,b` or the option repeated: one list. An empty word stays: whoever knows the choices refuses it. */
export const list = (value: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  ...value.split(',').map((part) => part.trim()),
];

/** Any text but an empty one. */
export const named =
  (option: string, what: string) =>
  (value: string): string => {
    if (value.trim() === '') throw usageError(`${option} takes ${what}, not an empty word`);
    return value;
  };

/** One of several words. */
export const oneOf =
  (option: string, choices: readonly string[]) =>
  (value: string): string => {
    if (!choices.includes(value)) throw notAmong(option, value, choices);
    return value;
  };

/** The same, as a list. */
export const listOf =
  (option: string, choices: readonly string[]) =>
  (value: string, before: string[] | undefined): string[] => {
    const values = list(value, undefined);
    const unknown = values.find((part) => !choices.includes(part));
    if (unknown !== undefined) throw notAmong(option, unknown, choices);
    return [...new Set([...(before ?? []), ...values])];
  };

const notAmong = (option: string, value: string, choices: readonly string[]): Error =>
  usageError(`${option} does not take ${JSON.stringify(value)}; choose from ${choices.join(', ')}`);

/** A whole number from `least` up to `most`. */
export const wholeNumber =
  (option: string, least: number, most = Number.MAX_SAFE_INTEGER) =>
  (value: string): number => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) {
      const open = most === Number.MAX_SAFE_INTEGER && !(number > most);
      const range = open ? `${least} or more` : `${least} to ${most}`;
      throw usageError(`${option} takes a whole number, ${range}, not ${JSON.stringify(value)}`);
    }
    return number;
  };

/** Options that every command has. */
export const addCommonOptions = (command: Command): Command =>
  command
    .option('--quiet', 'no talk on stderr')
    .option('--debug', 'say what is done, and show stacks of errors');

/** Options of the commands that read or write a snapshot. */
export const addSnapshotOption = (command: Command): Command =>
  command.option('--snapshot <file>', 'the snapshot', named('--snapshot', 'a file'), 'hub.duckdb');

/** A file instead of stdout. */
export const addOutputOption = (command: Command): Command =>
  command.option(
    '--output <file>',
    'write to a file, beside and then renamed: never half a file',
    named('--output', 'a file'),
  );

/** Which rows of a report, and by whose definitions. */
export const addRowOptions = (command: Command, protocols: readonly string[]): Command =>
  command
    .option('--question <numbers>', 'which questions (default: 1,2,3)', listOf('--question', ['1', '2', '3']))
    .option('--modality <names>', 'which modalities, or all (default: nlp,cv)', list)
    .option('--task <task>', 'only this task; may be repeated', list)
    .option(
      '--protocol <protocol>',
      'the definitions: current or study-2025',
      oneOf('--protocol', protocols),
      'current',
    );

/** Options of the commands that print data; --bom only where there is a CSV for it. */
export const addOutputOptions = (command: Command, formats: readonly string[]): Command => {
  command.option(
    '--format <format>',
    `how to print: ${formats.join(', ')}`,
    oneOf('--format', formats),
    'table',
  );
  addOutputOption(command);
  if (formats.includes('csv')) {
    command.option('--bom', 'begin CSV or TSV with a byte-order mark, for spreadsheets; only for these');
  }
  return command.option(
    '--decimals <n>',
    'digits after the point, for all but JSON',
    wholeNumber('--decimals', 0, 15),
  );
};
