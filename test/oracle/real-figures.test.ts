import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ReportRow } from '../../src/study/report-row.ts';
import { oracleReport } from './oracle.ts';
import { appendRaw, openEmptySnapshot, type RawRow } from './raw-rows.ts';
import { type RealRepo, readReal } from './read-real.ts';
import { realFigures } from './real-figures.ts';
import { modalityOrder } from './sql-names.ts';

// Recorded metadata, not part of the project; where it is absent these tests are skipped, and vitest says so.
const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'real');

const toTime = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));

const toRaw = (repo: RealRepo): RawRow => ({
  hubId: repo.id,
  id: repo.id,
  tags: repo.tags,
  createdAt: toTime(repo.createdAt),
  lastModified: toTime(repo.lastModified),
  pipelineTag: repo.pipeline_tag ?? null,
});

const keyOf = (row: { measure: string; modality: string; task: string }): string =>
  `${row.measure} ${row.modality} ${row.task}`;

it.skipIf(!existsSync(folder))(
  'SQL and plain loops agree on real metadata, under both protocols',
  async () => {
    const connection = await openEmptySnapshot();
    const models = readReal(folder, 'models').map(toRaw);
    await appendRaw(connection, { models, datasets: readReal(folder, 'datasets').map(toRaw), lookups: [] });
    const figures = realFigures(folder);
    for (const protocol of ['current', 'study-2025'] as const) {
      const rows = await oracleReport(connection, { protocol, modalities: modalityOrder });
      const byKey = new Map<string, ReportRow>(rows.map((row) => [keyOf(row), row]));
      const expected = figures.filter((figure) => figure.protocol === protocol);
      expect(rows.map(keyOf).sort()).toEqual(expected.map(keyOf).sort());
      expect(expected.length).toBeGreaterThan(30);
      for (const figure of expected) {
        const row = byKey.get(keyOf(figure));
        const headline = [row?.n, row?.mean ?? null, row?.total];
        expect([keyOf(figure), ...headline]).toEqual([keyOf(figure), figure.n, figure.mean, figure.total]);
        if (figure.sd === null) expect(row?.sd).toBeNull();
        else expect(row?.sd).toBeCloseTo(figure.sd, 9);
      }
    }
  },
);
