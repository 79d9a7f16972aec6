import { RootCommand, type Command as TabCommand } from '@bomb.sh/tab';
import type { Command, Option } from 'commander';
import { isList, wordsOf } from '../options/make-option.ts';
import { gatherLog } from './gather-log.ts';

/** What denotes a file or folder in the help. */
const placeOption = /<(?:file|folder|place|files)(?:\.\.\.)?>/;
const placeArguments = ['snapshot', 'old', 'new', 'files'];

/** The last line of an answer: nothing but what is listed, or files where nothing is. */
const directives = { onlyThese: ':4\n', files: ':0\n' };

/**
 * What a command line can go on with, a line each: the word, a tab and what it is; then a line for the script.
 * @param words those after the name of the program; the last one, maybe empty, is the one that is completed
 */
export function listCompletions(program: Command, words: readonly string[]): string {
  const current = words.at(-1) ?? '';
  const root = new RootCommand();
  addTakers(root, program, current);
  for (const command of program.createHelp().visibleCommands(program)) {
    const known = root.command(command.name(), command.description());
    addTakers(known, command, current);
    if (command.name() === 'help') known.argument('command', offer(namesOf(program)));
  }
  const answer = gatherLog(() => root.parse([...words]));
  const isNothing = answer === directives.onlyThese;
  return isNothing && takesPlace(program, words) ? directives.files : answer;
}

const namesOf = (program: Command): string[] => program.commands.map((command) => command.name());

/** Adds the options and arguments of a command, each with the words that it takes. */
function addTakers(known: TabCommand, command: Command, current: string): void {
  for (const option of command.createHelp().visibleOptions(command)) {
    const name = option.long?.slice(2);
    if (name === undefined) continue;
    const short = option.short?.slice(1);
    if (isFlag(option)) known.option(name, option.description, short);
    else known.option(name, option.description, offer(wordsAt(option, current)), short);
  }
  for (const argument of command.registeredArguments) {
    known.argument(argument.name(), offer(wordsOf(argument)), argument.variadic);
  }
}

const isFlag = (option: Option): boolean => !option.required && !option.optional;

const offer = (words: readonly string[]) => (complete: (word: string, what: string) => void) => {
  for (const word of words) complete(word, '');
};

/** The words of an option; of a list those that are not in it yet, behind what is typed of it. */
function wordsAt(option: Option, current: string): readonly string[] {
  const words = wordsOf(option);
  const comma = current.lastIndexOf(',');
  if (!isList(option) || comma === -1) return words;
  const typed = current.slice(0, comma).split(',');
  return words.filter((word) => !typed.includes(word)).map((word) => `${current.slice(0, comma + 1)}${word}`);
}

/** Whether the last word can be a file or folder. */
function takesPlace(program: Command, words: readonly string[]): boolean {
  const [name, ...rest] = words;
  const command = program.commands.find((one) => one.name() === name);
  if (command === undefined || rest.length === 0) return false;
  const option = command.options.find(({ long }) => long === rest.at(-2));
  if (option !== undefined && !isFlag(option)) return placeOption.test(option.flags);
  return (
    rest.at(-1)?.startsWith('-') !== true &&
    command.registeredArguments.some((argument) => placeArguments.includes(argument.name()))
  );
}
