import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasRealData, realFolder, runHfreuse, serveHub } from '../cli/run-hfreuse.ts';
import { expectToFit, schemaOf } from './expect-to-fit.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-schema-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

if (!hasRealData) console.warn(`skipped: ${realFolder} is absent, so no CSV of recorded metadata is checked`);

describe.skipIf(!hasRealData)('the Table Schema and recorded metadata', () => {
  it('fits every cell', async () => {
    const hub = await serveHub(['--replay', realFolder]);
    const file = join(folder, 'real.duckdb');
    try {
      const collect = ['collect', '--all', '--endpoint', hub.url, '--snapshot', file, '--resolve', 'none'];
      expect((await runHfreuse(collect)).code).toBe(0);
    } finally {
      await hub.stop();
    }
    const schema = await schemaOf('--with', 'ci,fit-tail');
    const requests = ['--ci', '100', '--fit-tail'];
    await expectToFit(file, schema, ...requests);
    await expectToFit(file, schema, ...requests, '--protocol', 'study-2025');
  });
});
