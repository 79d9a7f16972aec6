import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';

const log = { debug() {}, info() {}, isDebugEnabled: () => false };
const everyMutator = { plugins: null, excludedMutations: [], ignorers: [] };

/**
 * Draws mutants of a file: of those within one line, for the removal of a whole function is seen by any test of it.
 * @param seed text; a file's draw depends on it and on the file alone
 * @param most how many are wanted; where a drawn one holds others, these come along
 * @returns what Stryker takes as `mutate`: the file with the range of each
 */
export async function drawMutants(file, seed, most) {
  const content = readFileSync(file, 'utf8');
  const { mutants } = await new Instrumenter(log).instrument(
    [{ name: file, content, mutate: true }],
    everyMutator,
  );
  const places = mutants.map(({ location }) => location).filter(({ start, end }) => start.line === end.line);
  const ranges = new Map(places.map((place) => [toRange(place), place]));
  const drawn = [...ranges].sort(
    byKey((range) => createHash('sha256').update(`${seed}|${file}|${range}`).digest('hex')),
  );
  const taken = [];
  for (const [range, place] of drawn) {
    if (places.filter((one) => taken.some((other) => isWithin(one, other.place))).length >= most) break;
    taken.push({ range, place });
  }
  return taken.map(({ range }) => `${file}:${range}`);
}

// Stryker counts lines from 0 in a mutant, and from 1 in what it is asked for.
const toRange = ({ start, end }) => `${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;

const isWithin = ({ start, end }, outer) =>
  start.line === outer.start.line && start.column >= outer.start.column && end.column <= outer.end.column;

const byKey = (keyOf) => {
  const keys = new Map();
  const key = ([range]) => {
    if (!keys.has(range)) keys.set(range, keyOf(range));
    return keys.get(range);
  };
  return (a, b) => (key(a) < key(b) ? -1 : 1);
};
