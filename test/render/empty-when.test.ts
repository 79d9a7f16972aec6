import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import { reportTable } from '../../src/documents/report/report-table.ts';
import { runHfreuse } from '../cli/run-hfreuse.ts';

/** A row, and the protocol and the size m of rarefaction of its report. */
interface Case {
  row: ReportRow;
  protocol: string;
  least: number | null;
}

const isDiversity = ({ row, protocol }: Case) => row.question === 'RQ1' && protocol === 'current';
const isSmall = ({ row, least }: Case) => least === null || row.nNonzero < least;

const tailBelow = (alpha: number): string =>
  `the tail’s alpha is below ${alpha}, its fit is not ruled out, and no exponential fits better`;
const isRuledOut = ({ tail }: ReportRow): boolean => tail?.verdict === 'power law ruled out';
const isUseless = ({ tail, ...row }: ReportRow, bound: number): boolean =>
  (tail?.alpha ?? bound) < bound &&
  !isRuledOut({ tail, ...row }) &&
  !((tail?.exponential?.z ?? 0) < 0 && (tail?.exponential?.pTwoSided ?? 1) < 0.1);

/** The codebook's words on when a figure is empty, as conditions on the counts of the row. */
const conditions: Record<string, (of: Case) => boolean | null> = {
  never: () => false,
  'there is no member': ({ row }) => row.n === 0,
  'n is below 2': ({ row }) => row.n < 2,
  'n all is below 2': ({ row }) => row.nAll < 2,
  'there is no such member': ({ row }) => row.nNonzero === 0,
  'fewer than 2 such members': ({ row }) => row.nNonzero < 2,
  'the total is 0': ({ row }) => row.total === 0,
  'no value is above 0': ({ row }) => row.nNonzero === 0,
  'the total is 0, or n all is below 2': ({ row }) => row.total === 0 || row.nAll < 2,
  'not RQ1 of protocol current': (of) => !isDiversity(of),
  'not RQ1 of protocol current, or nothing is declared': (of) => !isDiversity(of) || of.row.distinct === 0,
  'fewer than m declaring models, no m, or not RQ1 of protocol current': (of) =>
    !isDiversity(of) || isSmall(of),
  'not RQ1 of protocol current, nothing is declared, or a single model declares any of these datasets': (
    of,
  ) => !isDiversity(of) || of.row.distinct === 0 || of.row.nNonzero === 1,
  [`the mean is empty, or ${tailBelow(2.3)}`]: ({ row }) => row.mean === null || isUseless(row, 2.3),
  [`the sd is empty, or ${tailBelow(3.5)}`]: ({ row }) => row.sd === null || isUseless(row, 3.5),
  // How many resamples have no total cannot be seen in the row.
  [`the Gini is empty, the total of more than one resample in twenty is 0, or ${tailBelow(2.3)}`]: ({
    row,
  }) => (row.gini === null || isUseless(row, 2.3) ? true : row.nNonzero / row.nAll > 0.5 ? false : null),
  'there is no such reason': ({ row }) =>
    row.n >= 30 && row.tail?.alpha != null && (isRuledOut(row) || row.tail.alpha >= 5),
};

let folder: string;
let snapshot: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-empty-'));
  snapshot = join(folder, 'hub.duckdb');
  const made = await runHfreuse(['simulate', '--models', '5000', '--seed', '9', '--snapshot', snapshot]);
  expect(made.code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function casesOf(...args: string[]): Promise<Case[]> {
  const requests = ['--ci', '100', '--fit-p', '100', '--lorenz', '--modality', 'all'];
  const { stdout } = await runHfreuse([
    ...['report', '--snapshot', snapshot, '--format', 'json'],
    ...requests,
    ...args,
  ]);
  const { protocol, rows } = JSON.parse(stdout) as ReportDocument;
  const sizes = rows
    .filter(({ question, nNonzero }) => question === 'RQ1' && nNonzero >= 30)
    .map(({ nNonzero }) => nNonzero);
  const least = sizes.length === 0 ? null : Math.min(...sizes);
  return rows.map((row) => ({ row, protocol, least }));
}

it('figures of a report are empty where the codebook has it so, and only then', async () => {
  const cases = [
    ...(await casesOf()),
    ...(await casesOf('--protocol', 'study-2025')),
    ...(await casesOf('--by', 'modality')),
    // Early on tasks have few members: no task to rarefy to, single members, none that declares anything.
    ...(await casesOf('--created-before', '2022-04-15')),
    ...(await casesOf('--created-before', '2022-09-01')),
  ];
  expect(cases.length).toBeGreaterThan(300);
  const seen = new Set<string>();
  for (const { key, emptyWhen } of reportTable.columns) {
    const name = key as keyof ReportRow;
    const condition = conditions[emptyWhen];
    if (condition === undefined) throw new Error(`${name}: no condition for ${JSON.stringify(emptyWhen)}`);
    for (const one of cases) {
      const expected = condition(one);
      const empty = one.row[name] === null;
      seen.add(`${emptyWhen}: ${empty}`);
      const { question, measure, task } = one.row;
      if (expected !== null) expect(empty, `${name} of ${question} ${measure} ${task}`).toBe(expected);
    }
  }
  // Each condition is seen to hold and not to hold: else the words are untested.
  const both = Object.keys(conditions).flatMap((words) =>
    words === 'never' ? [`${words}: false`] : [`${words}: true`, `${words}: false`],
  );
  expect([...seen].sort()).toEqual(both.sort());
});
