import { basename, isAbsolute } from 'node:path';

/** Options that change where a page goes, or what is said meanwhile, and not the page; true where a value follows. */
const asideOf: Record<string, boolean> = {
  '--output': true,
  '--figures': true,
  '--quiet': false,
  '--debug': false,
};

/**
 * The command line that makes a page again, for a shell of the usual kind. Of absolute paths only the last part stays: a
 * page goes to others, whose folders are not ours.
 * @param words of the command line, after the program's own name
 */
export function toCommandLine(words: readonly string[]): string {
  const kept: string[] = [];
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] ?? '';
    const [name = '', value] = word.split(/=(.*)/s);
    const hasValue = asideOf[name];
    if (hasValue === undefined) kept.push(word);
    else if (hasValue && value === undefined) place += 1;
  }
  return ['hfreuse', ...kept.map(shorten).map(quote)].join(' ');
}

const shorten = (word: string): string => {
  const [name = '', value] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
  if (value !== undefined) return `${name}=${shorten(value)}`;
  return isAbsolute(word) ? basename(word) : word;
};

const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
