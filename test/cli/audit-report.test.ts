import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-audit-report-'));
const snapshot = join(folder, 'hub.duckdb');

beforeAll(async () => {
  await runHfreuse(['simulate', '--models', '1500', '--seed', '8', '--snapshot', snapshot]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The figures of a report are true, at full precision and as they are rounded.
it.each([
  [],
  ['--decimals', '0'],
  ['--decimals', '3'],
  ['--decimals', '12'],
  ['--decimals', '13'],
  ['--by', 'modality'],
  ['--protocol', 'study-2025'],
  ['--measure', 'owners-per-dataset,descendants-per-model,downloads-per-model'],
])('no row of report %s %s is accused', async (...request) => {
  const options = ['--modality', 'all', '--snapshot', snapshot, '--quiet', ...request];
  for (const format of ['csv', 'tsv']) {
    const report = await runHfreuse(['report', '--format', format, ...options]);
    const file = join(folder, `report.${format}`);
    writeFileSync(file, report.stdout);
    const audit = await runHfreuse(['audit', file, '--format', 'json', '--strict']);
    expect(audit.code).toBe(0);
    const { rows, warnings } = JSON.parse(audit.stdout);
    expect(rows.length).toBeGreaterThan(10);
    for (const { verdict, reasons } of rows)
      expect({ verdict, reasons }).toEqual({ verdict: 'possible', reasons: [] });
    // Those of n = 0 are passed over, and named; every other one is judged.
    const [, passedOver = '0'] = /(\d+) rows? with n = 0/.exec(warnings.join()) ?? [];
    expect(rows.length + Number(passedOver)).toBe(report.stdout.trim().split('\n').length - 1);
  }
});
