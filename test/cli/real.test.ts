import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSnapshot, type Snapshot } from '../../src/snapshot/open-snapshot.ts';
import type { ReportDocument } from '../../src/study/report-row.ts';
import type { StatusDocument } from '../../src/study/status-document.ts';
import { compareRows } from '../oracle/compare.ts';
import { oracleReport, oracleStatus } from '../oracle/oracle.ts';
import { realFigures } from '../oracle/real-figures.ts';
import { hasRealData, realFolder, runHfreuse, serveHub } from './run-hfreuse.ts';

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

  it('status counts the references that SQL counts', async () => {
    const run = await runHfreuse(['status', '--snapshot', file, '--format', 'json']);
    const status = JSON.parse(run.stdout) as StatusDocument;
    const oracle = await oracleStatus(snapshot.connection);
    expect(status).toMatchObject({ complete: true, models: 15904, datasets: 29061, ...oracle });
  });
});
