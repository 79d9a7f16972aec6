import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readReportRows } from '../../src/commands/report-rows.ts';
import { writeExport } from '../../src/snapshot/parquet/out/write-export.ts';
import { queryExport } from '../../src/snapshot/parquet/query-export.ts';
import { seeds } from '../support/tier.ts';
import { asked, expectSame, protocols, query, questions, randomSnapshot } from './random-export.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(seeds(2, 12))('SQL on the export of random snapshot %i gives the rows of a report', async (seed) => {
  const snapshot = await randomSnapshot(seed);
  const to = join(folder, `it's [${seed}] *?`);
  await writeExport(snapshot, to, '2026-01-02', asked);
  for (const protocol of protocols) {
    const rows = await readReportRows(snapshot, {
      protocol,
      questions,
      modalities: null,
      tasks: null,
      relations: null,
    });
    expect(rows.length).toBeGreaterThan(0);
    const [found = []] = await queryExport(to, [query(protocol, to)]);
    expect(new Set(found.map(({ snapshot_date }) => snapshot_date))).toEqual(new Set(['2026-01-02']));
    expectSame(rows, found);
  }
  snapshot.close();
});
