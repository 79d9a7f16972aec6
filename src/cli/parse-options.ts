import { type Command, InvalidArgumentError, Option } from 'commander';

/** `a,b` or the option repeated: one list. */
export const list = (value: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  ...value.split(',').flatMap((part) => part.trim() || []),
];

/** The same, from a fixed set of choices; commander's own `choices` takes one value at a time. */
export const listOf =
  (choices: readonly string[]) =>
  (value: string, before: string[] | undefined): string[] => {
    const values = list(value, undefined);
    const unknown = values.find((part) => !choices.includes(part));
    if (unknown !== undefined || values.length === 0) {
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    }
    return [...new Set([...(before ?? []), ...values])];
  };

/** A whole number from `least` up to `most`. */
export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (value: string): number => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) {
      const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
      throw new InvalidArgumentError(`It takes a whole number, ${range}.`);
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
  command.option('--snapshot <file>', 'the snapshot', 'hub.duckdb');

/** Options of the commands that print data. */
export const addOutputOptions = (command: Command, formats: readonly string[]): Command =>
  command
    .addOption(new Option('--format <format>', 'how to print').choices(formats).default('table'))
    .option('--output <file>', 'write to a file, beside and then renamed: never half a file')
    .option('--bom', 'begin CSV with a byte-order mark, for spreadsheets')
    .option('--decimals <n>', 'digits after the point, for all but JSON', wholeNumber(0, 15));
