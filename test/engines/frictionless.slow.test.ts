import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

/** The framework of Frictionless itself, in Python. */
const framework = 'frictionless==5.21.0';
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-frictionless-'));
const venv = join(folder, 'venv');
let isInstalled = false;

beforeAll(() => {
  const pip = ['install', '--quiet', '--no-cache-dir', '--disable-pip-version-check', framework];
  isInstalled =
    spawnSync('python3', ['-m', 'venv', venv]).status === 0 &&
    spawnSync(join(venv, 'bin', 'pip'), pip).status === 0;
  if (!isInstalled) console.warn(`skipped: pip cannot install ${framework}, so no data package is validated`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the framework finds wrong, a line each: descriptor, sizes and hashes, every header, cell and key. */
function findFaults(place: string): { valid: boolean; faults: string } {
  const args = ['validate', '--json', join(place, 'datapackage.json')];
  const run = spawnSync(join(venv, 'bin', 'frictionless'), args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const { valid, tasks, errors } = JSON.parse(run.stdout);
  return { valid, faults: JSON.stringify([errors, ...tasks.map((task: { errors: object }) => task.errors)]) };
}

describe('frictionless-py (skipped where pip cannot install it)', () => {
  it.for([
    ['current', ['--modality', 'all']],
    ['study-2025', []],
  ] as const)(
    'finds the tables valid by protocol %s, and what is spoilt in them not',
    async ([protocol, args], { skip }) => {
      if (!isInstalled) return skip('frictionless cannot be installed');
      const snapshot = join(folder, 'hub.duckdb');
      await copySimulated(snapshot, { models: 3000 });
      const to = join(folder, protocol);
      const options = ['--format', 'tables', '--to', to, '--protocol', protocol, ...args];
      expect((await runHfreuse(['export', '--snapshot', snapshot, ...options])).code).toBe(0);
      expect(findFaults(to)).toMatchObject({ valid: true });

      const file = join(to, 'top-models.csv');
      const text = readFileSync(file, 'utf8');
      // Ranks 1 and 2: of the same length, so that the bytes still fit.
      writeFileSync(
        file,
        text.replace(/,models --n 100,2,/, ',models --n 100,1,').replace(/,true,/, ',trux,'),
      );
      const { valid, faults } = findFaults(to);
      expect(valid).toBe(false);
      for (const type of ['hash-count', 'primary-key', 'type-error']) expect(faults).toContain(type);
    },
  );
});
