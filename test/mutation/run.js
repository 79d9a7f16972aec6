// npm run mutation -- --seed 1 --sample 300 --only src/graph/flows.ts: changes one place of a source at a time and runs
// the quick tests that import it. A change that no test notices is a survivor: either a test is missing, or the change
// makes no difference, and then equivalent.json holds the reason.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawMutants, isSound } from './draw-mutants.js';
import { openTests } from './open-tests.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sample: { type: 'string', default: '300' },
    only: { type: 'string', default: '' },
  },
});

/** The rooms whose lines make numbers, and the tests that judge them: of the definitions also those that run their SQL. */
const rooms = {
  graph: ['graph/**/'],
  statistics: ['statistics/**/'],
  definitions: ['definitions/**/', 'docs/**/', 'oracle/**/', 'export/random-export', 'cli/grid'],
};
const leastKilled = 0.85;

/** Mutants that no test can notice, each with the reason. */
const equivalent = JSON.parse(readFileSync(join(import.meta.dirname, 'equivalent.json'), 'utf8'));
for (const { file, line } of equivalent)
  if (
    !readFileSync(file, 'utf8')
      .split('\n')
      .some((one) => one.trim() === line)
  )
    throw new Error(`equivalent.json: ${file} has no line ${line}`);
const isEquivalent = (mutant) =>
  equivalent.some((one) => ['file', 'line', 'was', 'becomes'].every((key) => one[key] === mutant[key]));

/** @returns whether enough mutants of a room are killed; equivalent ones count as survivors */
async function judgeRoom(room) {
  const folder = join('src', room);
  const files = readdirSync(folder, { recursive: true })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts') && file.includes(values.only))
    .sort();
  const share = Math.ceil(Number(values.sample) / Object.keys(rooms).length);
  const mutants = (await drawMutants(files, values.seed, share)).filter(isSound);
  if (mutants.length === 0) return true;
  const tests = await openTests(rooms[room].map((part) => `test/${part}*.test.ts`));
  const counts = { failed: 0, ended: 0, survived: 0, equivalent: 0 };
  for (const mutant of mutants) {
    const outcome = await tests.judge(mutant);
    const state = outcome !== 'passed' ? outcome : isEquivalent(mutant) ? 'equivalent' : 'survived';
    counts[state] += 1;
    const { file, at, line, was, becomes } = mutant;
    if (outcome === 'passed') print(`${state}: ${JSON.stringify({ file, at, line, was, becomes })}`);
  }
  await tests.close();
  const killed = counts.failed + counts.ended;
  const score = killed / mutants.length;
  print(
    `${room}: ${killed} of ${mutants.length} killed, ${(100 * score).toFixed(1)} % (seed ${values.seed}; ` +
      `${counts.ended} by time or memory; survived: ${counts.survived} unexplained, ${counts.equivalent} equivalent)`,
  );
  return score >= leastKilled;
}

const print = (line) => process.stdout.write(`${line}\n`);

let isEnough = true;
for (const room of Object.keys(rooms)) isEnough = (await judgeRoom(room)) && isEnough;
process.exitCode = isEnough ? 0 : 1;
