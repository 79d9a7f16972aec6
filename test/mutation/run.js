// npm run mutation -- --seed 1 --per-file 12 --only src/graph/flows.ts: changes one place of a source at a time and runs
// the tests that reach it. A change that no test notices is a survivor: either a test is missing, or the change makes
// no difference, and then equivalent.json holds the reason.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { drawMutants } from './draw-mutants.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    'per-file': { type: 'string', default: '12' },
    only: { type: 'string', default: '' },
  },
});

/** The rooms whose lines make numbers, and the tests that judge them, nearest first. */
const rooms = {
  graph: ['graph'],
  statistics: ['statistics'],
  definitions: ['definitions', 'oracle', 'docs'],
};
const leastKilled = 0.85;

/** Mutants of some files that no test can notice, each with the reason. */
const equivalent = JSON.parse(readFileSync(join(import.meta.dirname, 'equivalent.json'), 'utf8'));

async function judgeRoom(room) {
  const folder = join('src', room);
  const files = readdirSync(folder, { recursive: true })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts') && file.includes(values.only))
    .sort();
  const mutate = [];
  for (const file of files)
    mutate.push(...(await drawMutants(file, values.seed, Number(values['per-file']))));
  if (mutate.length === 0) return true;
  process.env.HFREUSE_TESTS = JSON.stringify(rooms[room].map((tests) => `test/${tests}/**/*.test.ts`));
  const results = await new Stryker({
    mutate,
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation/vitest.config.js', related: true },
    concurrency: 1,
    timeoutMS: 30_000,
    reporters: ['progress-append-only'],
    ignorePatterns: ['dist', 'coverage', 'biome.json'],
    // Stryker rewrites it with TypeScript's old interface, which TypeScript 7 does not have; Vite needs none.
    tsconfigFile: 'none',
  }).runMutationTest();
  return report(room, results);
}

/** Prints the score of a room and its survivors. @returns whether enough were killed */
function report(room, results) {
  const counts = { killed: 0, survived: 0, equivalent: 0, failed: 0 };
  for (const mutant of results) {
    const state = stateOf(mutant);
    counts[state] += 1;
    if (state !== 'killed') process.stdout.write(`${state}: ${describe(mutant)}\n`);
  }
  const judged = counts.killed + counts.survived;
  const share = counts.killed / judged;
  process.stdout.write(
    `${room}: ${counts.killed} of ${judged} killed, ${(100 * share).toFixed(1)} % (seed ${values.seed}, ` +
      `${values['per-file']} a file; equivalent ${counts.equivalent}, not judged ${counts.failed})\n`,
  );
  return share >= leastKilled;
}

function stateOf(mutant) {
  if (mutant.status === 'Killed' || mutant.status === 'Timeout') return 'killed';
  if (mutant.status !== 'Survived' && mutant.status !== 'NoCoverage') return 'failed';
  return equivalent.some((one) => isSame(one, mutant)) ? 'equivalent' : 'survived';
}

const isSame = ({ file, line, was, becomes }, mutant) =>
  file === nameOf(mutant) &&
  line === lineOf(mutant) &&
  was === textOf(mutant) &&
  becomes === mutant.replacement;

const nameOf = ({ fileName }) => relative(process.cwd(), fileName);
const linesOf = ({ fileName }) => readFileSync(fileName, 'utf8').split('\n');
const lineOf = (mutant) => linesOf(mutant)[mutant.location.start.line - 1].trim();

function textOf(mutant) {
  const { start, end } = mutant.location;
  const lines = linesOf(mutant).slice(start.line - 1, end.line);
  lines.push(lines.pop().slice(0, end.column - 1));
  return lines.join('\n').slice(start.column - 1);
}

const describe = (mutant) =>
  JSON.stringify({
    file: nameOf(mutant),
    at: mutant.location.start.line,
    line: lineOf(mutant),
    was: textOf(mutant),
    becomes: mutant.replacement,
  });

let isEnough = true;
for (const room of Object.keys(rooms)) isEnough = (await judgeRoom(room)) && isEnough;
process.exitCode = isEnough ? 0 : 1;
