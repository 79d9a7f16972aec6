import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectReports, makeRealLake, makeSimulatedLake, readAnswers, writeQueries } from './engine-cases.ts';

/** The home of a Java 24 or newer. Trino is 350 MB in 400 packages, so it is run only where that is given. */
const javaHome = process.env.HFREUSE_TRINO_JAVA;
const program = join(import.meta.dirname, 'trino');
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-trino-'));
let classPath: string | null = null;

/** Where Maven put Trino; null where it cannot be had. */
function installTrino(): string | null {
  const file = join(folder, 'class-path.txt');
  const args = ['-q', '-B', '-f', join(program, 'pom.xml'), 'dependency:build-classpath'];
  const { status } = spawnSync('mvn', [...args, `-Dmdep.outputFile=${file}`], {
    env: { ...process.env, JAVA_HOME: javaHome },
  });
  return status === 0 ? readFileSync(file, 'utf8') : null;
}

beforeAll(() => {
  if (javaHome === undefined) return;
  classPath = installTrino();
  if (classPath === null) console.warn('skipped: Maven cannot install Trino, so it is not run');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ask(metastore: string, queries: readonly string[]): string {
  mkdirSync(metastore);
  const java = ['-Xmx2g', '--add-modules', 'jdk.incubator.vector', '-cp', classPath ?? ''];
  return execFileSync(
    join(javaHome ?? '', 'bin', 'java'),
    [...java, join(program, 'RunTrino.java'), metastore, ...queries],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 },
  );
}

describe('Trino, on an export as it lies, gives every row and figure of the reports', () => {
  it.for([
    ['simulated', makeSimulatedLake],
    ['recorded', makeRealLake],
  ] as const)('%s', async ([name, make], { skip }) => {
    if (javaHome === undefined) return skip('HFREUSE_TRINO_JAVA=<home of a Java 24 or newer> runs it');
    if (classPath === null) return skip('Trino cannot be installed');
    const lake = await make(folder);
    if (lake === null) return skip('recorded metadata are absent');
    const queries = await writeQueries(lake, 'trino', join(folder, `${name}-sql`), `local://${lake.folder}`);
    await expectReports(lake, readAnswers(ask(join(folder, `${name}-metastore`), queries)));
  });
});
