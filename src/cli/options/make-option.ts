import { Option } from 'commander';
import { usageError } from '../../errors.ts';

/** Another word for a choice, such as `md` for `markdown`. */
export type Aliases = Readonly<Record<string, string>>;

const longOf = (option: Option): string => option.long ?? option.flags;

/** An option that is given or not. */
export const flagOption = (flags: string, description: string): Option => new Option(flags, description);

/** Any text: what it may be is judged elsewhere. */
export const anyTextOption = (flags: string, description: string, fallback?: string): Option =>
  new Option(flags, description).default(fallback);

/** Any text but an empty one. */
export function textOption(flags: string, description: string, what: string, fallback?: string): Option {
  const option = new Option(flags, description).default(fallback);
  return option.argParser((value: string) => {
    if (value.trim() === '') throw usageError(`${longOf(option)} takes ${what}, not an empty word`);
    return value;
  });
}

/** Any texts, each time the option is given one more. */
export const textsOption = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((value: string, before: string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);

/** One of several words, compared without regard to case. */
export function wordOption<T extends string>(
  flags: string,
  description: string,
  choices: readonly T[],
  fallback?: T,
  aliases: Aliases = {},
): Option {
  const option = new Option(flags, description).choices(choices).default(fallback);
  // Commander's own check knows no case, no aliases, and words its errors in another way.
  return option.argParser((value: string) => toChoice(longOf(option), value, choices, aliases));
}

/** Several of these words, separated by commas or by giving the option again. */
export function wordsOption<T extends string>(
  flags: string,
  description: string,
  choices: readonly T[],
  aliases: Aliases = {},
): Option {
  const option = new Option(flags, description).choices(choices);
  return option.argParser((value: string, before: T[] | undefined) => {
    const values = splitList(value).map((part) => toChoice(longOf(option), part, choices, aliases));
    return [...new Set([...(before ?? []), ...values])];
  });
}

/**
 * Words of which others know the choices: an empty one stays, to be refused there.
 * @param known words that are taken in any case
 */
export const openWordsOption = (flags: string, description: string, known: readonly string[] = []): Option =>
  new Option(flags, description).argParser((value: string, before: string[] | undefined) => [
    ...(before ?? []),
    ...splitList(value).map((part) => findWord(part, known) ?? part),
  ]);

/** A whole number from `least` up to `most`. */
export function wholeNumberOption(
  flags: string,
  description: string,
  { least, most = Number.MAX_SAFE_INTEGER, fallback }: { least: number; most?: number; fallback?: number },
): Option {
  const option = new Option(flags, description).default(fallback);
  return option.argParser((value: string) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) {
      const open = most === Number.MAX_SAFE_INTEGER && !(number > most);
      const range = open ? `${least} or more` : `${least} to ${most}`;
      throw usageError(`${longOf(option)} takes a whole number, ${range}, not ${JSON.stringify(value)}`);
    }
    return number;
  });
}

const splitList = (value: string): string[] => value.split(',').map((part) => part.trim());

const findWord = <T extends string>(value: string, choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice.toLowerCase() === value.toLowerCase());

/**
 * One of several words, in any case.
 * @throws HfreuseError (exit 2) naming the choices
 */
export function toChoice<T extends string>(
  option: string,
  value: string,
  choices: readonly T[],
  aliases: Aliases = {},
): T {
  const found = findWord(aliases[value.toLowerCase()] ?? value, choices);
  if (found === undefined) {
    throw usageError(`${option} does not take ${JSON.stringify(value)}; choose from ${choices.join(', ')}`);
  }
  return found;
}
