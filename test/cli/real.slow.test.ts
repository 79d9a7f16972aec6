import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diff } from '../../src/commands/diff.ts';
import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import type { StatusDocument } from '../../src/documents/status/status-document.ts';
import { toTrendRow } from '../../src/documents/trend/trend.ts';
import { openSnapshot, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { queryExport } from '../../src/snapshot/parquet/query-export.ts';
import { compareRows } from '../oracle/compare.ts';
import { compareCoverage, coverageRequests } from '../oracle/compare-coverage.ts';
import { oracleReport, oracleStatus } from '../oracle/oracle.ts';
import { realFigures } from '../oracle/real-figures.ts';
import { gridSql } from '../oracle/sql-grid.ts';
import { expectUnchanged } from '../support/diff-properties.ts';
import { graphProperties } from '../support/graph-properties.ts';
import { hasRealData, realFolder, runHfreuse, serveHub } from './run-hfreuse.ts';

// The owners of users in SQL from the raw tags take DuckDB more memory than there is on this data; the random snapshots
// compare them.
const isQuick = (key: string): boolean => !key.endsWith('|users|owners');

if (!hasRealData)
  console.warn(`skipped: ${realFolder} is absent, so nothing is checked on recorded metadata`);

describe.skipIf(!hasRealData)('recorded metadata: replay, collect --all, report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hfreuse-real-'));
  const file = join(folder, 'real.duckdb');
  let hub: Awaited<ReturnType<typeof serveHub>>;
  let snapshot: Snapshot;

  beforeAll(async () => {
    hub = await serveHub(['--replay', realFolder]);
    const run = await runHfreuse([
      'collect',
      '--all',
      '--endpoint',
      hub.url,
      '--snapshot',
      file,
      '--resolve',
      'none',
    ]);
    expect(run).toMatchObject({ code: 0, stdout: '' });
    snapshot = await openSnapshot(file);
    // What the tests ask in SQL takes more than a report does.
    await snapshot.connection.run(`SET memory_limit = '4GB'`);
    await snapshot.connection.run('RESET threads');
  });

  afterAll(async () => {
    snapshot?.close();
    await hub?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['current', 'study-2025'] as const)(
    'every row of %s is what SQL makes of the raw tags',
    async (protocol) => {
      const run = await runHfreuse([
        'report',
        '--snapshot',
        file,
        '--protocol',
        protocol,
        '--format',
        'json',
        '--modality',
        'all',
      ]);
      expect(run.code).toBe(0);
      const document = JSON.parse(run.stdout) as ReportDocument;
      const modalities = ['nlp', 'cv', 'audio', 'multimodal', 'tabular', 'rl', 'other'];
      compareRows(document.rows, await oracleReport(snapshot.connection, { protocol, modalities }));
      expect(document.rows.length).toBeGreaterThan(60);
    },
  );

  it('the headline figures are those that plain loops find in the files themselves', async () => {
    const figures = realFigures(realFolder);
    expect(figures.length).toBeGreaterThan(100);
    for (const protocol of ['current', 'study-2025'] as const) {
      const run = await runHfreuse([
        'report',
        '--snapshot',
        file,
        '--protocol',
        protocol,
        '--format',
        'json',
        '--modality',
        'all',
      ]);
      const { rows } = JSON.parse(run.stdout) as ReportDocument;
      for (const figure of figures.filter((entry) => entry.protocol === protocol)) {
        const row = rows.find(({ measure, task }) => measure === figure.measure && task === figure.task);
        expect(row, `${figure.measure} of ${figure.task}`).toMatchObject({
          n: figure.n,
          total: figure.total,
        });
        if (figure.mean !== null) expect(row?.mean).toBeCloseTo(figure.mean, 9);
        if (figure.sd !== null) expect(row?.sd).toBeCloseTo(figure.sd, 9);
      }
    }
  });

  it.each(['current', 'study-2025'] as const)(
    'every mean of the grid of %s is what SQL makes of the raw tags',
    async (protocol) => {
      const run = await runHfreuse([
        ...['report', '--snapshot', file, '--protocol', protocol, '--format', 'json', '--grid'],
        ...['--modality', 'all'],
      ]);
      const { rows = [] } = (JSON.parse(run.stdout) as ReportDocument).grid ?? {};
      const expected = (
        await snapshot.connection.runAndReadAll(gridSql(protocol, isQuick))
      ).getRowObjectsJS();
      let compared = 0;
      for (const cell of expected) {
        const found = rows.find(
          (row) => `${row.measure}|${row.choice}|${row.setting}` === cell.key && row.task === cell.task,
        );
        // A task that is among tags only has no row of its own.
        if (found === undefined) continue;
        compared += 1;
        const [n, mean] =
          found.population === 'all' ? [cell.nAll, cell.meanAll] : [cell.nNonzero, cell.meanNonzero];
        expect(found.n, `${cell.key} ${cell.task}`).toBe(n);
        if (mean === null) expect(found.mean).toBeNull();
        else expect(found.mean).toBeCloseTo(Number(mean), 10);
      }
      const known = new Set(expected.map(({ key, task }) => `${key} ${task}`));
      const inSql = rows.filter((row) =>
        known.has(`${row.measure}|${row.choice}|${row.setting} ${row.task}`),
      );
      expect(compared).toBe(inSql.length);
      expect(compared).toBeGreaterThan(100);
    },
  );

  it('the comparison has every published figure, and most of them beside ours', async () => {
    const run = await runHfreuse([
      ...['report', '--snapshot', file, '--protocol', 'study-2025', '--compare', '--format', 'json'],
    ]);
    expect(run.code).toBe(0);
    const { comparison, rows } = JSON.parse(run.stdout) as ReportDocument;
    const computed = comparison?.rows.filter(({ source }) => source === 'computed') ?? [];
    expect(computed).toHaveLength(60 + 2 * 30);
    const ours = computed.filter(({ studyMean }) => studyMean !== null);
    expect(ours.length).toBeGreaterThan(60);
    for (const row of ours) {
      const own = rows.find(({ question, task }) => question === row.question && task === row.task);
      expect(row.meanDifference).toBeCloseTo((own?.mean ?? Number.NaN) - (row.publishedMean ?? 0), 12);
    }
  });

  it.each(['current', 'study-2025'] as const)(
    'the printed SQL on the export gives every row of %s',
    async (protocol) => {
      const to = join(folder, `export-${protocol}`);
      expect((await runHfreuse(['export', '--snapshot', file, '--to', to])).code).toBe(0);
      const args = ['--protocol', protocol, '--modality', 'all'];
      const { stdout } = await runHfreuse(['sql', '--from', to, ...args]);
      const [found = []] = await queryExport(to, [stdout]);
      const report = await runHfreuse(['report', '--snapshot', file, ...args, '--format', 'json']);
      const { rows } = JSON.parse(report.stdout) as ReportDocument;
      expect(rows.length).toBeGreaterThan(60);
      const same = found.map((row) => {
        const { snapshotDate, ...figures } = toTrendRow(row);
        return figures as ReportRow;
      });
      compareRows(rows, same);
    },
  );

  it('status counts the references that SQL counts', async () => {
    const run = await runHfreuse(['status', '--snapshot', file, '--format', 'json']);
    const status = JSON.parse(run.stdout) as StatusDocument;
    const oracle = await oracleStatus(snapshot.connection);
    expect(status).toMatchObject({ complete: true, models: 15904, datasets: 29061, ...oracle });
  });

  it.each(Object.entries(graphProperties))('%s', async (_, hold) => hold(snapshot));

  it.each(coverageRequests)('coverage of %j sums to what is declared, and is what SQL counts', (request) =>
    compareCoverage(snapshot, request),
  );

  it('diff of itself is empty', async () => expectUnchanged(await diff(file, file)));
});
