import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computedCsv, posterCsv } from '../../src/definitions/published-tables.ts';
import type { ComparisonRow } from '../../src/documents/comparison/comparison-table.ts';
import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import { copySimulated } from '../support/simulated.ts';
import { golden, runHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-compare-'));
const snapshot = join(folder, 'hub.duckdb');
const report = (...args: string[]) => runHfreuse(['report', '--snapshot', snapshot, ...args]);
const compare = (...args: string[]) => report('--protocol', 'study-2025', '--compare', ...args);

/** The study's tables as they ship with the program, read by another reader than its own. */
const tables = Object.entries({ poster: posterCsv, computed: computedCsv }).flatMap(([source, csv]) =>
  (parse(csv, { columns: true }) as Record<string, string>[]).map(
    (record) => ({ source, ...record }) as Record<string, string>,
  ),
);

const rowsOf = async (protocol: string): Promise<ReportRow[]> =>
  JSON.parse((await report('--protocol', protocol, '--format', 'json', '--modality', 'all')).stdout).rows;

beforeAll(async () => {
  await copySimulated(snapshot, { models: 600, seed: 7 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('report --protocol study-2025 --compare', () => {
  it.each(['table', 'csv', 'tsv', 'json', 'markdown', 'html'])('--format %s', async (format) => {
    const args = ['--format', format, '--modality', 'cv', '--question', '2'];
    const { actual, expected } = golden(`report --compare ${args.join(' ')}`, await compare(...args));
    expect(actual).toBe(expected);
  });

  it('has every published figure, once beside each measure of current, and our own figures of both protocols', async () => {
    const document = JSON.parse((await compare('--format', 'json')).stdout) as ReportDocument;
    const rows = document.comparison?.rows ?? [];
    const [study, current] = [await rowsOf('study-2025'), await rowsOf('current')];
    expect(document.rows).toEqual(study);
    expect(tables).toHaveLength(17 + 90);
    for (const cell of tables) {
      const found = rows.filter(
        (row) => row.question === cell.question && row.task === cell.task && row.source === cell.source,
      );
      expect(found).toHaveLength(cell.question === 'RQ3' ? 2 : 1);
      const ours = study.find(({ question, task }) => question === cell.question && task === cell.task);
      for (const row of found) {
        const sd = cell.sd === '' ? null : Number(cell.sd);
        expect(row).toMatchObject({
          ...{ modality: cell.modality, publishedMean: Number(cell.mean), publishedSd: sd },
          ...{ studyN: ours?.n ?? null, studyMean: ours?.mean ?? null, studySd: ours?.sd ?? null },
        });
        const corrected = current.find(
          ({ measure, task }) => measure === row.currentMeasure && task === cell.task,
        );
        expect(row.currentMean).toBe(corrected?.mean ?? null);
        expect(row.currentN).toBe(corrected?.n ?? null);
      }
    }
    // Every task of the study is in the notebooks' tables, so that nothing else can stand here.
    expect(rows).toHaveLength(tables.reduce((sum, { question }) => sum + (question === 'RQ3' ? 2 : 1), 0));
    expect(rows.some(({ meanDifference }) => meanDifference !== null)).toBe(true);
    expect(rows.some(({ studyMean }) => studyMean === null)).toBe(true);
  });

  it('marks what audit of both tables marks', async () => {
    const files = ['poster', 'computed'].map((name) => join(folder, `${name}.csv`));
    for (const [index, csv] of [posterCsv, computedCsv].entries()) writeFileSync(files[index] ?? '', csv);
    const audit = JSON.parse((await runHfreuse(['audit', ...files, '--format', 'json'])).stdout).rows as {
      [key: string]: unknown;
    }[];
    const { comparison } = JSON.parse((await compare('--format', 'json')).stdout) as ReportDocument;
    const line = (row: Record<string, unknown>, mark: unknown, mean: unknown) =>
      `${row.question} ${row.task} ${Number(mean)} ${mark} ${JSON.stringify(row.reasons)}`;
    const expected = audit
      .filter(({ verdict }) => verdict !== 'possible')
      .map((row) => line(row, row.verdict, row.mean));
    const marked = (comparison?.rows ?? []).filter(({ mark }: ComparisonRow) => mark !== null);
    const lines = marked.map((row) => line({ ...row }, row.mark, row.publishedMean));
    expect(expected).toHaveLength(9);
    expect([...new Set(lines)].sort()).toEqual(expected.sort());
    expect(lines.filter((text) => text.includes(' impossible '))).toHaveLength(2);
  });

  it('states in every format that the published figures are of another day', async () => {
    for (const format of ['table', 'csv', 'tsv', 'json', 'markdown', 'html']) {
      const { stdout, stderr } = await compare('--format', format, '--question', '1');
      const said = `${stdout}${stderr}`.replace(/\s+/g, ' ').replaceAll('&#39;', "'");
      expect(said, format).toContain("Published: the study's figures are of 2025-02-15 and of other data");
    }
  });

  it('--fail-on and --sort are about the ordinary rows', async () => {
    const failed = await compare('--format', 'csv', '--fail-on', 'nAll>=1', '--sort', 'n');
    expect(failed.code).toBe(4);
    expect(failed.stdout).toBe((await compare('--format', 'csv')).stdout);
  });

  it.each([
    [['--compare'], /--compare.*--protocol study-2025/],
    [['--compare', '--protocol', 'study-2025', '--by', 'modality'], /--compare.*--by task/],
    [
      ['--compare', '--protocol', 'study-2025', '--format', 'csv', '--columns', 'task,mean'],
      /--columns.*--compare/,
    ],
    [['--compare', '--protocol', 'study-2025', '--format', 'tsv', '--ci', '100'], /--ci.*--compare/],
  ])('%j is wrong usage', async (args, pattern) => {
    const run = await report(...args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(pattern);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
