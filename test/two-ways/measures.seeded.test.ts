import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeSnapshot } from '../../src/commands/complete-snapshot.ts';
import { readReportGrid } from '../../src/commands/report/grid.ts';
import { type RowChoice, readReportRows } from '../../src/commands/report-rows.ts';
import { readStoredSamples } from '../../src/commands/stored-samples.ts';
import { measuresOf } from '../../src/definitions/protocols.ts';
import { buildSql } from '../../src/definitions/sql/build-sql.ts';
import { modalities, study2025Tasks } from '../../src/definitions/tasks.ts';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { writeExport } from '../../src/snapshot/parquet/out/write-export.ts';
import { queryExport } from '../../src/snapshot/parquet/query-export.ts';
import { compareRows } from '../oracle/compare.ts';
import { oracleReport } from '../oracle/oracle.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';
import { appendRaw } from '../oracle/raw-rows.ts';
import { readRealSnapshot } from '../oracle/real-figures.ts';
import { isSlowTier, seeds } from '../support/tier.ts';

const tasks = study2025Tasks.map(({ task }) => task);
const further = measuresOf.current.filter(({ onRequest }) => onRequest).map(({ measure }) => measure);
const everything: RowChoice = {
  ...{ protocol: 'current', questions: ['RQ2', 'RQ3'], measures: further },
  ...{ modalities: null, tasks: null, relations: null },
};

async function randomSnapshot(seed: number): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  const { connection } = snapshot;
  await fillRandomSnapshot(connection, seed);
  // Beyond 32 bits, with some that are not listed, and ties.
  for (const table of ['model_rows', 'dataset_rows']) {
    await connection.run(
      `UPDATE ${table} SET downloads = CASE hash(hub_id) % 4 WHEN 0 THEN NULL WHEN 1 THEN hash(id) % 3 ELSE hash(id, ${seed}) % 3000000000 END`,
    );
  }
  await connection.run(
    `INSERT INTO meta SELECT 'provenance', '{"endpoint":"http://x"}' WHERE NOT EXISTS (FROM meta WHERE key = 'provenance')`,
  );
  return snapshot;
}

const rowsOf = async (snapshot: Snapshot, choice: Partial<RowChoice> = {}) =>
  sortRows(await readReportRows(snapshot, { ...everything, ...choice }), 'mean');

describe('the measures on request, counted in the graphs', () => {
  it.each(seeds(1, 40))('are what SQL makes of the raw tables, seed %i', async (seed) => {
    const snapshot = await randomSnapshot(seed);
    await derive(snapshot, tasks, { temporary: true });
    const oracle = { protocol: 'current' as const, modalities, further: true };
    const rows = await rowsOf(snapshot);
    expect(new Set(rows.map(({ measure }) => measure))).toEqual(new Set(further));
    compareRows(rows, await oracleReport(snapshot.connection, oracle));
    const relations = ['merge', 'unspecified'] as const;
    compareRows(
      await rowsOf(snapshot, { relations }),
      await oracleReport(snapshot.connection, { ...oracle, relations }),
    );
    snapshot.close();
  });

  it.each(seeds(1, 12))(
    'are those of the export in SQL, and those that are stored, seed %i',
    async (seed) => {
      const folder = mkdtempSync(join(tmpdir(), 'hfreuse-measures-'));
      const snapshot = await randomSnapshot(seed);
      await derive(snapshot, tasks, { temporary: false });
      const counted = await rowsOf(snapshot);
      const byModality = await rowsOf(snapshot, { by: 'modality' });
      await completeSnapshot(snapshot);
      expect(await readStoredSamples(snapshot, everything)).not.toBeNull();
      expect(await rowsOf(snapshot)).toEqual(counted);
      expect(await rowsOf(snapshot, { by: 'modality' })).toEqual(byModality);
      await writeExport(snapshot, folder, '2026-01-02', {
        ...{ study2025Tasks: tasks, generator: 'test', replace: false, signal: new AbortController().signal },
      });
      const query = buildSql({ ...everything, dialect: 'duckdb', folder });
      const [found = []] = await queryExport(folder, [query]);
      const lineOf = (row: Record<string, unknown>) =>
        [row.measure, row.task, row.mean, row.sd, row.max].join(' ');
      const toLine = (row: Record<string, unknown>) =>
        lineOf({
          ...row,
          mean: Number(row.mean).toPrecision(10),
          sd: row.sd === null ? null : Number(row.sd).toPrecision(10),
        });
      expect(found.map(toLine).sort()).toEqual(counted.map((row) => toLine({ ...row })).sort());
      snapshot.close();
      rmSync(folder, { recursive: true, force: true });
    },
  );
});

describe('slices of the measures on request', () => {
  it.each(seeds(1, 12))('by date: what the grid makes of them in SQL, seed %i', async (seed) => {
    const snapshot = await randomSnapshot(seed);
    await derive(snapshot, tasks, { temporary: true });
    const choice = { ...everything, createdBefore: '2023-06-15T00:00:00Z' };
    const lineOf = ({
      measure,
      task,
      n,
      mean,
      sd,
    }: Pick<ReportRow, 'measure' | 'task' | 'n' | 'mean' | 'sd'>) =>
      [measure, task, n, mean?.toPrecision(10), sd?.toPrecision(10)].join(' ');
    const rows = await readReportRows(snapshot, choice);
    const grid = (await readReportGrid(snapshot, choice)).rows.filter(({ setting }) => setting === 'current');
    expect(grid.map(lineOf).sort()).toEqual(rows.map(lineOf).sort());
    expect(rows.map(lineOf)).not.toEqual((await readReportRows(snapshot, everything)).map(lineOf));
    snapshot.close();
  });

  it.each(seeds(1, 12))('edges within one owner add no owner, seed %i', async (seed) => {
    const snapshot = await randomSnapshot(seed);
    await derive(snapshot, tasks, { temporary: true });
    const measures = ['owners-per-dataset', 'owners-per-model'] as const;
    const rows = await rowsOf(snapshot, { measures });
    expect(rows.some(({ total }) => total > 0)).toBe(true);
    expect(await rowsOf(snapshot, { measures, excludeSameOwner: true })).toEqual(rows);
    snapshot.close();
  });
});

// Recorded metadata, not part of the project; where it is absent that test is skipped, and vitest reports it.
const real = join(import.meta.dirname, '..', '..', '..', 'shared', 'real');

it.skipIf(!isSlowTier || !existsSync(real))(
  'the measures on request of real metadata are what SQL makes of it',
  async () => {
    const snapshot = await openSnapshotInMemory();
    await appendRaw(snapshot.connection, readRealSnapshot(real));
    await derive(snapshot, tasks, { temporary: true });
    const rows = await rowsOf(snapshot);
    expect(new Set(rows.map(({ measure }) => measure))).toEqual(new Set(further));
    compareRows(
      rows,
      await oracleReport(snapshot.connection, { protocol: 'current', modalities, further: true }),
    );
    snapshot.close();
  },
);

describe('the holder of the largest value', () => {
  it.each(seeds(1, 20))('is the first by id of those that have it, seed %i', async (seed) => {
    const snapshot = await randomSnapshot(seed);
    await derive(snapshot, tasks, { temporary: true });
    const largest = await readRows(
      snapshot.connection,
      `WITH uses AS (SELECT dataset, count(*) AS v FROM model_datasets GROUP BY ALL),
         derivatives AS (SELECT base, count(*) AS v FROM model_bases GROUP BY ALL),
         members AS (
           SELECT 'models-per-dataset' AS measure, t.name AS task, r.id, v FROM uses u JOIN dataset_tasks dt USING (dataset)
           JOIN tasks t USING (task) JOIN datasets d USING (dataset) JOIN dataset_rows r ON r.rowid = d.row
           UNION ALL SELECT 'derivatives-per-model', t.name, r.id, v FROM derivatives b JOIN models m ON m.model = b.base
           JOIN tasks t USING (task) JOIN model_rows r ON r.rowid = m.row)
       SELECT measure || ' ' || task AS key, max(v)::INTEGER AS max, min(id) AS id FROM members
       WHERE v = (SELECT max(v) FROM members o WHERE o.measure = members.measure AND o.task = members.task)
       GROUP BY ALL`,
    );
    const rows = await rowsOf(snapshot, { measures: ['models-per-dataset', 'derivatives-per-model'] });
    const expected = new Map(largest.map(({ key, max, id }) => [key, `${max} ${id}`]));
    for (const { measure, task, max, maxId } of rows) {
      const line = max === 0 ? undefined : `${max} ${maxId}`;
      expect(line, `${measure} ${task}`).toBe(expected.get(`${measure} ${task}`));
      if (max === 0) expect(maxId).toBeNull();
    }
    expect(expected.size).toBeGreaterThan(0);
    snapshot.close();
  });
});
