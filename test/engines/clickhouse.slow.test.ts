import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectReports, makeRealLake, makeSimulatedLake, readAnswers, writeQueries } from './engine-cases.ts';

/** ClickHouse as a library; half a gigabyte, so it is installed only where HFREUSE_CHDB=1 asks for it. */
const chdb = 'chdb@3.4.0';
const isWanted = process.env.HFREUSE_CHDB === '1';
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-clickhouse-'));
let isInstalled = false;

beforeAll(() => {
  if (!isWanted) return;
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const npm = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', chdb];
  isInstalled = spawnSync('npm', npm, { cwd: folder, shell: process.platform === 'win32' }).status === 0;
  if (!isInstalled) console.warn(`skipped: npm cannot install ${chdb}, so ClickHouse is not run`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (queries: readonly string[]): string =>
  execFileSync(process.execPath, [join(import.meta.dirname, 'run-clickhouse.mjs'), folder, ...queries], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });

describe('ClickHouse, on an export as it lies, gives every row and figure of the reports', () => {
  it.for([
    ['simulated', makeSimulatedLake],
    ['recorded', makeRealLake],
  ] as const)('%s', async ([name, make], { skip }) => {
    if (!isWanted) return skip('HFREUSE_CHDB=1 runs it');
    if (!isInstalled) return skip('chdb cannot be installed');
    const lake = await make(folder);
    if (lake === null) return skip('recorded metadata are absent');
    const queries = await writeQueries(lake, 'clickhouse', join(folder, `${name}-sql`));
    await expectReports(lake, readAnswers(ask(queries)));
  });
});
