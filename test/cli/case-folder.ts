import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect } from 'vitest';
import { copySimulated } from '../support/simulated.ts';
import { type Run, runHfreuse } from './run-hfreuse.ts';

/** A folder of its own for each test: a simulated snapshot, a text, a table, a folder. */
export let folder: string;

export const file = (name: string): string => join(folder, name);

/** What a file holds, to compare. */
export const bytes = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(file(name)))
    .digest('hex');

/** `report` of the folder's snapshot, run within the folder. */
export const report = (...args: string[]): Promise<Run> =>
  runHfreuse(['report', '--snapshot', file('hub.duckdb'), '--format', 'csv', ...args], {}, folder);

/** Makes the folders, for the tests of one file. */
export function prepareFolders(): void {
  const made = mkdtempSync(join(tmpdir(), 'hfreuse-files-'));
  const simulated = join(made, 'simulated.duckdb');
  beforeEach(async () => {
    if (!existsSync(simulated)) {
      await copySimulated(simulated, { models: 300 });
    }
    folder = mkdtempSync(join(made, 'case-'));
    copyFileSync(simulated, file('hub.duckdb'));
    writeFileSync(file('notes.txt'), 'mine\n');
    writeFileSync(file('table.csv'), 'label,mean,sd\na,0.5,0.25\n');
    mkdirSync(file('folder'));
  });

  afterAll(() => rmSync(made, { recursive: true, force: true }));
}

/** One line that names the thing in words, nothing on stdout. */
export function expectRefused(run: Run, code: number, pattern: RegExp): void {
  expect(run.stderr).toMatch(pattern);
  expect(run.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  expect(run.stderr).not.toMatch(/\.part|ENO|EISDIR|IO Error|Catalog|at \//);
  expect([run.code, run.stdout]).toEqual([code, '']);
}
