import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, expect, it } from 'vitest';
import { report, simulate } from '../../src/index.ts';
import { makeProgramFolder, runAside } from '../support/program-folder.ts';
import { root } from '../support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-replication-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = join(root, 'examples', 'replication', 'replicate.sh');
const readCsv = (file: string): Record<string, string>[] =>
  parse(readFileSync(file, 'utf8'), { columns: true });

it('examples/replication: from nothing to a LaTeX table of the study’s measures', async () => {
  const hub = await simulate({ models: 1500, serve: true });
  const place = join(folder, 'study');
  const env = makeProgramFolder(join(folder, 'bin'));
  try {
    const replicate = () =>
      runAside('bash', [script, place], {
        env: { ...env, HF_ENDPOINT: hub?.url },
      });
    expect(await replicate()).toMatchObject({ code: 0 });
    // Run again it has nothing left to collect, and comes to the same.
    const first = readFileSync(join(place, 'table.tex'), 'utf8');
    expect(await replicate()).toMatchObject({ code: 0 });
    expect(readFileSync(join(place, 'table.tex'), 'utf8')).toBe(first);
  } finally {
    await hub?.close();
  }
  const { rows } = await report(join(place, 'study.duckdb'), { protocol: 'study-2025' });
  const table = readFileSync(join(place, 'table.tex'), 'utf8');
  expect(rows.length).toBeGreaterThan(30);
  for (const { task, n, mean } of rows.filter(({ mean }) => mean !== null)) {
    expect(table).toMatch(new RegExp(`${task}.*& ${n} & ${mean?.toFixed(2)} &`));
  }
  expect(readFileSync(join(place, 'paper.tex'), 'utf8')).toContain('\\input{table}');
  expect(readCsv(join(place, 'audit.csv')).filter(({ verdict }) => verdict === 'impossible')).toHaveLength(2);
  expect(readCsv(join(place, 'comparison.csv')).length).toBeGreaterThan(30);
  expect(readCsv(join(place, 'grid.csv')).length).toBeGreaterThan(30);
});
