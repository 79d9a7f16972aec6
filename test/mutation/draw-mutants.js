import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { parseSync } from 'rolldown/utils';

const log = { debug() {}, info() {}, isDebugEnabled: () => false };
const everyMutator = { plugins: null, excludedMutations: [], ignorers: [] };

/**
 * Draws from all mutants of some files, each as likely as any other.
 * @param files paths from the root of the project
 * @param seed text; a mutant's place in the draw depends on it and on the mutant alone
 * @returns at most `most` mutants `{file, at, line, start, was, becomes, text}`, by file and place: `at` is the number of the line
 * and `line` its text, `start` counts characters, `text` is the whole mutated file
 */
export async function drawMutants(files, seed, most) {
  const all = [];
  for (const file of files) all.push(...(await listMutants(file)));
  const drawn = all.map((mutant) => ({ mutant, rank: toRank(seed, mutant) }));
  drawn.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const taken = new Set(drawn.slice(0, most).map(({ mutant }) => mutant));
  return all.filter((mutant) => taken.has(mutant));
}

async function listMutants(file) {
  const content = readFileSync(file, 'utf8');
  const { mutants } = await new Instrumenter(log).instrument(
    [{ name: file, content, mutate: true }],
    everyMutator,
  );
  const lineStarts = [0];
  for (const { index } of content.matchAll(/\n/g)) lineStarts.push(index + 1);
  // Stryker counts lines from 0 in a mutant.
  const toOffset = ({ line, column }) => lineStarts[line] + column;
  return mutants.map(({ location, replacement, mutatorName }) => {
    const start = toOffset(location.start);
    const end = toOffset(location.end);
    const isStatement = mutatorName === 'BlockStatement' || /^(case|default|for)\b/.test(replacement);
    const becomes = isStatement ? replacement : `(${replacement})`;
    const text = content.slice(0, start) + becomes + content.slice(end);
    const at = location.start.line + 1;
    const line = content.split('\n')[at - 1].trim();
    return { file, at, line, start, was: content.slice(start, end), becomes: replacement, text };
  });
}

const toRank = (seed, { file, start, was, becomes }) =>
  createHash('sha256').update([seed, file, start, was, becomes].join('|')).digest('hex');

/** Whether a mutant can be parsed: one that cannot would fail every test, and prove nothing. */
export function isSound({ text }) {
  return parseSync('mutant.ts', text).errors.length === 0;
}
