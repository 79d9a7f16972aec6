import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument, ReportRow } from '../../src/study/report-row.ts';
import { runHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-request-'));
const snapshot = join(folder, 'hub.duckdb');
const report = (...args: string[]) => runHfreuse(['report', '--snapshot', snapshot, ...args]);
const documentOf = async (...args: string[]): Promise<ReportDocument> =>
  JSON.parse((await report('--format', 'json', ...args)).stdout);
const rowsOf = async (...args: string[]): Promise<ReportRow[]> => (await documentOf(...args)).rows;

beforeAll(async () => {
  await runHfreuse(['simulate', '--models', '6000', '--seed', '11', '--snapshot', snapshot]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('--ci', () => {
  it('gives every row its intervals, the same bytes for the same seed, others for another', async () => {
    const args = ['--format', 'json', '--ci', '200', '--seed', '3'];
    const first = (await report(...args)).stdout;
    expect((await report(...args)).stdout).toBe(first);
    expect((await report('--format', 'json', '--ci', '200', '--seed', '4')).stdout).not.toBe(first);
    const { rows } = JSON.parse(first) as ReportDocument;
    let inside = 0;
    for (const row of rows) {
      for (const [name, value] of [
        ['meanCi', row.mean],
        ['sdCi', row.sd],
        ['giniCi', row.gini],
      ] as const) {
        const pair = row[name];
        expect(row, `${row.task} ${name}`).toHaveProperty(name);
        if (value === null) expect(pair).toBeNull();
        if (pair === null || pair === undefined) continue;
        expect(pair[0]).toBeLessThanOrEqual(pair[1]);
        if (name === 'meanCi' && pair[0] <= Number(value) && Number(value) <= pair[1]) inside += 1;
      }
      if (row.n < 30 && row.mean !== null) expect(row.ciWarning).not.toBeNull();
    }
    expect(inside / rows.filter(({ mean }) => mean !== null).length).toBeGreaterThan(0.95);
  });

  it('of a row does not depend on which other rows are asked for', async () => {
    const every = await rowsOf('--ci', '100');
    const some = await rowsOf('--ci', '100', '--task', 'text-generation', '--question', '3');
    expect(some.length).toBe(2);
    for (const row of some) {
      expect(every.find(({ measure, task }) => measure === row.measure && task === row.task)).toEqual(row);
    }
  });

  it('is two columns each in CSV', async () => {
    const header = (await report('--format', 'csv', '--ci', '10')).stdout.split('\r\n')[0];
    expect(header).toMatch(
      /mean_ci_low,mean_ci_high,sd_ci_low,sd_ci_high,gini_ci_low,gini_ci_high,ci_warning$/,
    );
  });
});

describe('--fit-tail', () => {
  it('says a verdict for every row; p only on request, seeded', async () => {
    const rows = await rowsOf('--fit-tail', '--task', 'text-generation');
    expect(rows.length).toBeGreaterThan(2);
    for (const { tail } of rows) {
      expect(tail?.verdict).toMatch(/power law plausible|ruled out|undecided|too few/);
      expect(tail?.p ?? null).toBeNull();
    }
    const args = ['--fit-p', '20', '--task', 'text-generation', '--question', '3'];
    const withP = await rowsOf(...args);
    expect(withP).toEqual(await rowsOf(...args));
    const fitted = withP.flatMap(({ tail }) => (tail?.alpha == null ? [] : [tail]));
    expect(fitted.length).toBeGreaterThan(0);
    for (const { p } of fitted) {
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
    }
  });
});

describe('--lorenz', () => {
  it('gives points from 0 to 1, convex, whose area is the Gini', async () => {
    const rows = (await rowsOf('--lorenz')).filter(({ total }) => total > 0);
    expect(rows.length).toBeGreaterThan(20);
    for (const { lorenz, gini, task } of rows) {
      const points = lorenz ?? [];
      expect([points[0], points.at(-1)], task).toEqual([
        { members: 0, total: 0 },
        { members: 1, total: 1 },
      ]);
      let area = 0;
      let slope = 0;
      for (const [index, point] of points.slice(1).entries()) {
        const before = points[index] ?? point;
        const [dx, dy] = [point.members - before.members, point.total - before.total];
        expect(dy / dx).toBeGreaterThanOrEqual(slope - 1e-9);
        slope = dy / dx;
        area += (dx * (point.total + before.total)) / 2;
      }
      expect(1 - 2 * area).toBeCloseTo(gini ?? Number.NaN, 9);
    }
  });
});

describe('slices', () => {
  it('--created-before is one command, and says that only survivors are in it', async () => {
    const document = await documentOf('--created-before', '2025-02-15');
    expect(document.warnings.join('\n')).toMatch(/2025-02-15.*(survive|still exist)/i);
    const csv = await report('--format', 'csv', '--created-before', '2025-02-15');
    expect(csv.stderr).toMatch(/(survive|still exist)/i);
    const whole = await rowsOf();
    for (const row of document.rows) {
      const all = whole.find(({ measure, task }) => measure === row.measure && task === row.task);
      expect(row.nAll).toBeLessThanOrEqual(all?.nAll ?? 0);
    }
  });

  it('--exclude-same-owner only takes edges away', async () => {
    const [whole, without] = [
      await rowsOf('--question', '3'),
      await rowsOf('--question', '3', '--exclude-same-owner'),
    ];
    const total = (rows: ReportRow[]) => rows.reduce((sum, row) => sum + row.total, 0);
    expect(without.length).toBe(whole.length);
    expect(total(without)).toBeLessThan(total(whole));
    expect(total(without)).toBeGreaterThan(0);
  });

  it('a slice that leaves nothing out changes nothing: the same figures by another way', async () => {
    const whole = await rowsOf('--question', '3');
    const relations = ['finetune', 'adapter', 'quantized', 'merge', 'unspecified'].join();
    expect(await rowsOf('--question', '3', '--relation', relations)).toEqual(whole);
    expect(await rowsOf('--question', '3', '--created-before', '9999-01-01')).toEqual(whole);
  });

  it('--fail-on is exit 4 where a row matches or there is none, and the table is printed all the same', async () => {
    const row = (await rowsOf('--task', 'fill-mask', '--question', '3'))[0];
    const args = ['--task', 'fill-mask', '--question', '3', '--format', 'csv'];
    const plain = await report(...args);
    const failed = await report(...args, '--fail-on', `mean<=${row?.mean}`);
    expect([failed.code, failed.stdout]).toEqual([4, plain.stdout]);
    expect((await report(...args, '--fail-on', 'mean<0')).code).toBe(0);
    expect((await report(...args, '--fail-on', 'top1_pct_share>1')).code).toBe(0);
  });
});
