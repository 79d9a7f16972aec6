import { describe, expect, it } from 'vitest';
import { readReportGrid } from '../../src/commands/report/grid.ts';
import { readReportRows } from '../../src/commands/report-rows.ts';
import type { Protocol } from '../../src/definitions/protocols.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import type { GridRow } from '../../src/documents/grid/grid-table.ts';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { oracleReport } from '../oracle/oracle.ts';
import { plainFollowed } from '../oracle/plain-followed.ts';
import { randomSnapshot } from '../oracle/random-snapshot.ts';
import { appendRaw, type RawSnapshot } from '../oracle/raw-rows.ts';
import { gridSql } from '../oracle/sql-grid.ts';
import { modalityOrder } from '../oracle/sql-names.ts';
import { isSlowTier, seeds } from '../support/tier.ts';

const protocols = ['current', 'study-2025'] as const;

async function deriveRaw(raw: RawSnapshot): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  await appendRaw(snapshot.connection, raw);
  await derive(
    snapshot,
    study2025Tasks.map(({ task }) => task),
    { temporary: true },
  );
  return snapshot;
}

const gridOf = async (snapshot: Snapshot, protocol: Protocol): Promise<GridRow[]> => {
  const choice = {
    protocol,
    questions: ['RQ1', 'RQ2', 'RQ3'],
    modalities: null,
    tasks: null,
    relations: null,
  };
  return (await readReportGrid(snapshot, choice)).rows;
};

/** n, mean and sd of a population as one text; null stays null, rounding noise goes. */
const figures = (n: unknown, mean: unknown, sd: unknown): string =>
  [n, mean, sd].map((value) => (typeof value === 'number' ? Number(value.toPrecision(10)) : value)).join(' ');
const lineOf = (row: GridRow): string =>
  `${row.measure}|${row.choice}|${row.setting} ${row.task}: ${figures(row.n, row.mean, row.sd)}`;

/** The cells of the raw tables, by SQL: those of tasks with an own row, in the population that goes with the choice. */
async function oracleLines(
  snapshot: Snapshot,
  protocol: Protocol,
  own: readonly ReportRow[],
): Promise<string[]> {
  const rows = (await snapshot.connection.runAndReadAll(gridSql(protocol))).getRowObjectsJS();
  return rows.flatMap((row) => {
    const [measure = '', , setting] = String(row.key).split('|');
    if (!own.some((entry) => entry.measure === measure && entry.task === row.task)) return [];
    const counted =
      setting === 'bases per derivative'
        ? 'bases-per-model'
        : setting === 'derivatives per model'
          ? 'derivatives-per-model'
          : measure;
    const nonzero = ['datasets-per-model', 'bases-per-model'].includes(counted);
    const found = nonzero
      ? figures(row.nNonzero, row.meanNonzero, row.sdNonzero)
      : figures(row.nAll, row.meanAll, row.sdAll);
    return [`${row.key} ${row.task}: ${found}`];
  });
}

/** The cells that the reports of the two protocols themselves give: both corners, and zeros. */
function reportLines(protocol: Protocol, reports: Record<Protocol, ReportRow[]>): string[] {
  const own = reports[protocol];
  const corner = (setting: Protocol) =>
    reports[setting]
      .filter(({ measure, task }) => own.some((row) => row.measure === measure && row.task === task))
      .map((row) => `${row.measure}|protocol|${setting} ${row.task}: ${figures(row.n, row.mean, row.sd)}`);
  const zeros = own.map((row) =>
    row.population === 'all'
      ? `${row.measure}|zeros|out ${row.task}: ${figures(row.nNonzero, row.meanNonzero, row.sdNonzero)}`
      : `${row.measure}|zeros|in ${row.task}: ${figures(row.nAll, row.meanAll, row.sdAll)}`,
  );
  return [...protocols.flatMap(corner), ...zeros];
}

async function expectSameGrid(raw: RawSnapshot, snapshot: Snapshot): Promise<GridRow[]> {
  const report = (protocol: Protocol) =>
    oracleReport(snapshot.connection, { protocol, modalities: modalityOrder });
  const reports = { current: await report('current'), 'study-2025': await report('study-2025') };
  const all: GridRow[] = [];
  for (const protocol of protocols) {
    const rows = await gridOf(snapshot, protocol);
    const isFollowed = ({ choice, setting }: GridRow) => choice === 'renames' && setting === 'followed';
    const expected = [
      ...(await oracleLines(snapshot, protocol, reports[protocol])),
      ...reportLines(protocol, reports),
    ];
    expect(
      rows
        .filter((row) => !isFollowed(row))
        .map(lineOf)
        .sort(),
    ).toEqual(expected.sort());
    if (protocol === 'study-2025') {
      const followed = rows.filter(isFollowed).map(({ task, n, mean }) => [task, { n, mean }]);
      expect(new Map(followed as [string, { n: number; mean: number }][])).toEqual(plainFollowed(raw));
    }
    all.push(...rows);
  }
  return all;
}

describe('every mean of a grid is what SQL makes of the raw tables', () => {
  it.each(seeds(1, 6))('random snapshot %i', async (seed) => {
    const raw = randomSnapshot(seed);
    const snapshot = await deriveRaw(raw);
    await expectSameGrid(raw, snapshot);
    snapshot.close();
  });

  it.each(seeds(1, 3))(
    'created before a date: what the reports of that slice say, snapshot %i',
    async (seed) => {
      const snapshot = await deriveRaw(randomSnapshot(seed));
      const choice = {
        ...{ questions: ['RQ1', 'RQ2', 'RQ3'], modalities: null, tasks: null, relations: null },
        createdBefore: '2023-06-15',
      };
      const reports = {
        current: await readReportRows(snapshot, { ...choice, protocol: 'current' }),
        'study-2025': await readReportRows(snapshot, { ...choice, protocol: 'study-2025' }),
      };
      for (const protocol of protocols) {
        const { rows } = await readReportGrid(snapshot, { ...choice, protocol });
        const lines = rows.filter((row) => ['protocol', 'zeros'].includes(row.choice)).map(lineOf);
        expect(lines.sort()).toEqual(reportLines(protocol, reports).sort());
        expect(lines).not.toEqual((await gridOf(snapshot, protocol)).map(lineOf));
      }
      const grid = (await readReportGrid(snapshot, { ...choice, protocol: 'current' })).rows;
      const merges = await readReportRows(snapshot, {
        ...choice,
        protocol: 'current',
        questions: ['RQ3'],
        relations: ['merge' as const],
      });
      const known = merges.filter(({ task }) =>
        grid.some((row) => row.measure === 'bases-per-model' && row.task === task),
      );
      expect(
        grid
          .filter(({ setting }) => setting === 'merge alone')
          .map((row) => `${row.measure} ${row.task} ${figures(row.n, row.mean, row.sd)}`)
          .sort(),
      ).toEqual(known.map((row) => `${row.measure} ${row.task} ${figures(row.n, row.mean, row.sd)}`).sort());
      snapshot.close();
    },
  );

  it.runIf(isSlowTier)('random snapshots are varied enough: every choice moves some mean', async () => {
    const moved = new Set<string>();
    const seen = new Set<string>();
    for (const seed of [1, 2, 3]) {
      const raw = randomSnapshot(seed);
      const snapshot = await deriveRaw(raw);
      for (const protocol of protocols) {
        for (const row of await gridOf(snapshot, protocol)) {
          const key = `${protocol} ${row.measure} ${row.choice} ${row.setting}`;
          if (row.choice === 'protocol' && row.setting === protocol) continue;
          seen.add(key);
          if (row.meanChange !== null && row.meanChange !== 0) moved.add(key);
        }
      }
      snapshot.close();
    }
    expect([...moved].sort()).toEqual([...seen].sort());
    expect(seen.size).toBeGreaterThan(45);
  });
});
