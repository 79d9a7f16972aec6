import { describe, expect, it } from 'vitest';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { compareRows, rowDifferences } from './compare.ts';
import { oracleReport } from './oracle.ts';
import { fillRandomSnapshot } from './random-snapshot.ts';
import { openEmptySnapshot } from './raw-rows.ts';

async function randomRows(seed: number): Promise<ReportRow[]> {
  const connection = await openEmptySnapshot();
  await fillRandomSnapshot(connection, seed);
  return oracleReport(connection, { protocol: 'current', modalities: ['nlp', 'cv'] });
}

const changed = (rows: readonly ReportRow[], change: Partial<ReportRow>): ReportRow[] =>
  rows.map((row, at) => (at === 1 ? { ...row, ...change } : row));

describe('compareRows', () => {
  it('passes the same rows, rounding noise, and fields of later issues', async () => {
    const rows = await randomRows(1);
    expect(rows.length).toBeGreaterThan(20);
    compareRows(
      rows.map((row) => ({ ...row, meanAll: (row.meanAll ?? 0) * (1 + 1e-12), evenness: 1 })),
      rows,
    );
  });

  it('names every cell that differs', async () => {
    const rows = await randomRows(1);
    const second = rows[1];
    const key = `${second?.question} ${second?.measure} ${second?.modality} ${second?.task}`;
    const total = (second?.total ?? 0) * (1 + 1e-8);
    expect(rowDifferences(changed(rows, { total }), rows)).toEqual([
      `${key}: total is ${total}, oracle ${second?.total}`,
    ]);
    for (const cell of [null, Number.NaN, 0, Number.POSITIVE_INFINITY])
      expect(rowDifferences(changed(rows, { meanAll: cell }), rows)).toHaveLength(1);
    expect(rowDifferences(changed(rows, { population: 'all' }), rows)).toHaveLength(1);
  });

  it('sees missing, extra, repeated and misplaced rows', async () => {
    const rows = await randomRows(2);
    const [first, second, ...rest] = rows;
    if (first === undefined || second === undefined) throw new Error('too few rows');
    expect(rowDifferences(rows.slice(1), rows)).toEqual([expect.stringContaining('missing row')]);
    expect(rowDifferences(rows, rows.slice(1))).toEqual([expect.stringContaining('extra row')]);
    expect(rowDifferences([...rows, first], rows)).toEqual([expect.stringContaining('more than once')]);
    expect(rowDifferences([second, first, ...rest], rows)).toEqual([expect.stringMatching(/^row 1 is/)]);
    expect(() => compareRows([], rows)).toThrow(`${rows.length} differences\n`);
    expect(() => compareRows(rows, [])).toThrow('extra row');
  });
});
