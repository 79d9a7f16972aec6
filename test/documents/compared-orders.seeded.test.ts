import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../src/documents/report/report-row.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';
import { pickCases } from '../support/tier.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-orders-'));
const snapshot = join(folder, 'hub.duckdb');
beforeAll(() => copySimulated(snapshot, { models: 12_000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runHfreuse(['report', '--snapshot', snapshot, ...args]);
const read = async (...args: string[]): Promise<ReportDocument> =>
  JSON.parse((await run(...args, '--format', 'json')).stdout);

/** A mean by the definition and by another choice, or a published one and ours. */
interface Pair {
  task: string;
  means: [number, number];
  few: boolean;
}

const keyOf = (...parts: unknown[]): string => JSON.stringify(parts);

/** By counting down the pairs, not by sorting: the tasks whose mean no other exceeds. */
const leadersOf = (pairs: readonly Pair[], side: 0 | 1): string[] =>
  pairs
    .filter((pair) => pairs.every((other) => other.means[side] <= pair.means[side]))
    .map(({ task }) => task)
    .sort();

/** What a sentence must count: orders of two tasks and more, those with one and the same winner, tasks left out. */
function countOrders(orders: readonly Pair[][]) {
  const kept = orders.map((pairs) => pairs.filter(({ few }) => !few)).filter(({ length }) => length > 1);
  const same = kept.filter((pairs) => {
    const [before, after] = [leadersOf(pairs, 0), leadersOf(pairs, 1)];
    return before.length === 1 && after.length === 1 && before[0] === after[0];
  });
  const left = new Set(orders.flatMap((pairs) => pairs.filter(({ few }) => few).map(({ task }) => task)));
  return { orders: kept.length, same: same.length, left: left.size };
}

const fewOf = (n: number | null): boolean => n !== null && n < 30;

function ordersOfGrid({ grid }: ReportDocument): Pair[][] {
  const orders = new Map<string, Pair[]>();
  for (const row of grid?.rows ?? []) {
    const { measure, modality, choice, setting, task, n, mean } = row;
    const own = grid?.rows.find(
      (one) =>
        one.choice === 'protocol' &&
        one.setting === grid.choices[0]?.setting &&
        keyOf(one.measure, one.modality, one.task) === keyOf(measure, modality, task),
    );
    if (own === row || own === undefined) continue;
    const key = keyOf(measure, modality, choice, setting);
    const pairs = orders.get(key) ?? [];
    orders.set(key, pairs);
    if (mean === null || own.mean === null) continue;
    pairs.push({ task, means: [own.mean, mean], few: fewOf(n) || fewOf(own.n) });
  }
  return [...orders.values()];
}

function ordersOfComparison({ comparison }: ReportDocument): Pair[][] {
  const orders = new Map<string, Map<string, Pair>>();
  for (const row of comparison?.rows ?? []) {
    const { question, modality, source, task, publishedMean, studyMean, studyN } = row;
    if (publishedMean === null || studyMean === null) continue;
    const key = keyOf(question, modality, source);
    orders.set(key, orders.get(key) ?? new Map());
    orders.get(key)?.set(task, { task, means: [publishedMean, studyMean], few: fewOf(studyN) });
  }
  return [...orders.values()].map((pairs) => [...pairs.values()]);
}

const oneLine = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&#39;', "'").replaceAll('\\*', '*').replaceAll(/\s+/g, ' ');

/** The sentence of every format: CSV and TSV have it in the document beside them. */
async function expectEverywhere(says: string, args: readonly string[]): Promise<void> {
  for (const format of pickCases(1, ['table', 'markdown', 'html', 'latex'])) {
    const { stdout } = await run(...args, '--format', format, '--width', '80');
    expect(oneLine(stdout).replaceAll('\\%', '%'), format).toContain(says);
  }
}

describe('a sentence on orders counts no task of fewer than 30 members', () => {
  it.each(pickCases(1, ['current', 'study-2025']))('--grid of %s', async (protocol) => {
    const args = ['--grid', '--protocol', protocol];
    const document = await read(...args);
    const says = document.grid?.says ?? '';
    const { orders, same, left } = countOrders(ordersOfGrid(document));
    expect(left).toBeGreaterThan(0);
    expect(orders).toBeGreaterThan(3);
    expect(says).toContain(`under ${orders} other choices, `);
    expect(says).toContain(`the same one has the highest in ${same};`);
    expect(says).toMatch(new RegExp(`; left out where they have fewer than 30 members: ${left} tasks\\.$`));
    await expectEverywhere(says, args);
  });

  it('--compare', async () => {
    const args = ['--protocol', 'study-2025', '--compare'];
    const document = await read(...args);
    const says = document.comparison?.says ?? '';
    const { orders, same, left } = countOrders(ordersOfComparison(document));
    expect(left).toBeGreaterThan(0);
    expect(orders).toBeGreaterThan(1);
    expect(says).toContain(`; in ${same} of ${orders} tables, the task with the highest published mean also`);
    expect(says).toMatch(new RegExp(`; left out where they have fewer than 30 members: ${left} tasks\\.$`));
    await expectEverywhere(says, args);
  });

  it('where none has enough members, nothing is said to survive', async () => {
    const { grid } = await read('--grid', '--created-before', '2022-06-01', '--question', '2');
    expect(grid?.says).toMatch(
      /^Grid: no order of tasks can be compared; left out where they have fewer than 30 members: \d+ tasks?\.$/,
    );
  });
});
