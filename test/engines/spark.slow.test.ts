import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectReports, makeRealLake, makeSimulatedLake, readAnswers, writeQueries } from './engine-cases.ts';

/** The last of Spark 3, for Java 8, 11 and 17. */
const pyspark = 'pyspark==3.5.7';
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-spark-'));
let python: string | null = null;

/** A virtual environment with Spark; null where there is no Java, or where pip cannot install it. */
function installSpark(): string | null {
  if (spawnSync('java', ['-version']).status !== 0) return null;
  const place = join(folder, 'venv');
  if (spawnSync('python3', ['-m', 'venv', place]).status !== 0) return null;
  const pip = ['install', '--quiet', '--no-cache-dir', '--disable-pip-version-check', pyspark];
  return spawnSync(join(place, 'bin', 'pip'), pip).status === 0 ? join(place, 'bin', 'python') : null;
}

beforeAll(() => {
  python = installSpark();
  if (python === null) console.warn(`skipped: no Java, or pip cannot install ${pyspark}: Spark is not run`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (queries: readonly string[]): string =>
  execFileSync(python ?? '', [join(import.meta.dirname, 'run-spark.py'), ...queries], {
    encoding: 'utf8',
    // Warnings of the JVM.
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  });

describe('Spark, on an export as it lies, gives every row and figure of the reports', () => {
  it.for([
    ['simulated', makeSimulatedLake],
    ['recorded', makeRealLake],
  ] as const)('%s', async ([name, make], { skip }) => {
    if (python === null) return skip('Spark cannot be installed');
    const lake = await make(folder);
    if (lake === null) return skip('recorded metadata are absent');
    const queries = await writeQueries(lake, 'spark', join(folder, `${name}-sql`));
    await expectReports(lake, readAnswers(ask(queries)));
  });
});
