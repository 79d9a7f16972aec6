import { Argument, Option } from 'commander';
import { usageError } from '../../errors.ts';

/** Another word for a choice, such as `md` for `markdown`. */
export type Aliases = Readonly<Record<string, string>>;

/** Words that a shell may offer, where the help lists none. */
const offered = new WeakMap<Option | Argument, readonly string[]>();

/** The options that take several words, separated by commas. */
const lists = new WeakSet<Option>();

/** Every word that an option or an argument is known to take; none where it takes others' words, or none. */
export const wordsOf = (taker: Option | Argument): readonly string[] =>
  taker.argChoices ?? offered.get(taker) ?? [];

/** Whether an option takes several of its words, separated by commas. */
export const isList = (option: Option): boolean => lists.has(option);

/** States the words that a shell may offer, where the help does not list them. */
export function offerWords<Taker extends Option | Argument>(taker: Taker, words: readonly string[]): Taker {
  offered.set(taker, [...new Set(words)].sort());
  return taker;
}

/** An argument that is one of several words. */
export const wordArgument = (name: string, choices: readonly string[]): Argument =>
  offerWords(new Argument(name, choices.join(', ')), choices);

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
    if (value.trim() === '') throw usageError(`${longOf(option)} takes ${what}, not an empty string`);
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
  lists.add(option);
  return option.argParser((value: string, before: T[] | undefined) => {
    const values = splitList(value).map((part) => toChoice(longOf(option), part, choices, aliases));
    return [...new Set([...(before ?? []), ...values])];
  });
}

/**
 * Words of which others know the choices: an empty one stays, to be refused there.
 * @param known words that are taken in any case
 */
export function openWordsOption(flags: string, description: string, known: readonly string[] = []): Option {
  const option = offerWords(new Option(flags, description), known);
  lists.add(option);
  return option.argParser((value: string, before: string[] | undefined) => [
    ...(before ?? []),
    ...splitList(value).map((part) => findWord(part, known) ?? part),
  ]);
}

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
