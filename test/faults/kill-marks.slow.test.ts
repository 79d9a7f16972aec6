import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readState } from '../../src/snapshot/file/blocks.ts';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { type Run, spawnHfreuse } from '../cli/run-hfreuse.ts';
import { prepareKills } from '../support/prepare-kills.ts';
import { root } from '../support/run.ts';
import { readEndState } from './end-state.ts';

const { folder, file, collect, readRows, listFiles, calm } = prepareKills(
  { models: 600, datasets: 150, seed: 5, cards: true },
  ['--page-size', '100', '--resolve', 'all'],
);
const hook = join(root, 'test', 'support', 'kill-at.mjs');

/** Runs the built program until it comes to what matches. */
const killAt = (words: readonly string[], at: string, more: Record<string, string> = {}): Promise<Run> =>
  spawnHfreuse(words, { NODE_OPTIONS: `--import ${hook}`, KILL_AT: at, ...more });
/** Whether it is in the state that its seal is of. */
async function isSealed(name: string): Promise<boolean> {
  const { connection, handle, close } = await openSnapshot(file(name));
  const seal = await connection.runAndReadAll('SELECT state::VARCHAR FROM seal');
  const state = String(readState(handle as number));
  close();
  return seal.getRowsJson()[0]?.[0] === state;
}

describe('killed at a moment that is known, and run again: the same as never interrupted', () => {
  it.each([
    ['listing', 'INSERT INTO model_rows', '1'],
    ['planning', 'INSERT INTO streams', '1'],
    ['look-up', 'INSERT INTO lookups', '3'],
    ['derivation', 'TABLE model_bases', '1'],
    ['derivation after look-ups', 'TABLE model_bases', '2'],
    ['counting', 'TABLE frequencies', '1'],
    ['counting the second measure', 'INSERT INTO frequencies', '2'],
    ['sealing', String.raw`INTO meta VALUES \('blocks'`, '1'],
    ['sealing the seal', 'CREATE TABLE seal', '1'],
  ])('%s', async (phase, at, times) => {
    const name = phase.replaceAll(' ', '-');
    expect((await killAt(collect(name), at, { KILL_TIMES: times })).code).toBeNull();
    if (existsSync(file(name)))
      expect([0, 1, 3]).toContain((await spawnHfreuse(['status', file(name)])).code);
    expect((await spawnHfreuse(collect(name))).code).toBe(0);
    expect(await readEndState(file(name))).toEqual(await readEndState(file('calm')));
    expect(await readRows(name)).toBe(calm());
    expect(await isSealed(name)).toBe(true);
    expect(listFiles(name)).toEqual([`${name}.duckdb`]);
  });

  it.each([
    ['walk', 'UPDATE streams SET next_url'],
    ['deletions', 'TABLE IF NOT EXISTS gone_repos'],
    ['pruning', 'DELETE FROM dataset_rows'],
    ['derivation', 'TABLE model_bases'],
    ['counting', 'TABLE frequencies'],
  ])('an update, in its %s: reports warn until it is done', async (phase, at) => {
    const name = `update-${phase}`;
    expect((await spawnHfreuse(collect(name))).code).toBe(0);
    const words = collect(name, '--update', '--check-deleted');
    expect((await killAt(words, at)).code).toBeNull();
    const half = await spawnHfreuse(['report', file(name), '--format', 'csv']);
    expect(half.stderr).toMatch(/update.*not (?:reach|finish)|interrupted/i);
    expect((await spawnHfreuse(words)).code).toBe(0);
    const rows = (text: string) => text.split('\n').slice(1);
    expect(rows(await readRows(name))).toEqual(rows(calm()));
    expect(await isSealed(name)).toBe(true);
    expect(listFiles(name)).toEqual([`${name}.duckdb`]);
  });
});

describe('killed as a file is put in its place', () => {
  it.each(['before', 'after'])(
    'an import, %s the rename: the old snapshot or the new one, whole',
    async (when) => {
      const name = `import-${when}`;
      const dump = (models: number) => join(folder, `dump-${models}`);
      const words = (models: number) => [
        ...['import', '--models', join(dump(models), 'models.parquet'), '--restart', '--quiet'],
        ...['--datasets', join(dump(models), 'datasets.parquet'), '--snapshot', file(name)],
      ];
      const wholes: string[] = [];
      for (const models of [400, 300]) {
        const made = await spawnHfreuse([
          'simulate',
          '--models',
          String(models),
          '--dump',
          dump(models),
          '--quiet',
        ]);
        expect(made.code).toBe(0);
        expect((await spawnHfreuse(words(models))).code).toBe(0);
        wholes.push(await readRows(name));
      }
      const killed = await killAt(words(400), String.raw`^rename .*\.part$`, { KILL_WHEN: when });
      expect(killed.code).toBeNull();
      expect(await readRows(name)).toBe(when === 'before' ? wholes[1] : wholes[0]);
      expect((await spawnHfreuse(words(400))).code).toBe(0);
      expect(await readRows(name)).toBe(wholes[0]);
      expect(await isSealed(name)).toBe(true);
      expect(listFiles(name)).toEqual([`${name}.duckdb`]);
    },
  );

  it.each(['before', 'after'])(
    '--restart, %s the rename: the old collection or a new one that goes on',
    async (when) => {
      const name = `restart-${when}`;
      expect((await spawnHfreuse(collect(name))).code).toBe(0);
      const killed = await killAt(collect(name, '--restart'), String.raw`^rename .*\.part$`, {
        KILL_WHEN: when,
      });
      expect(killed.code).toBeNull();
      const { stdout } = await spawnHfreuse(['status', file(name), '--format', 'json']);
      expect(JSON.parse(stdout).finished).toBe(when === 'before');
      expect((await spawnHfreuse(collect(name))).code).toBe(0);
      expect(await readRows(name)).toBe(calm());
      expect(listFiles(name)).toEqual([`${name}.duckdb`]);
    },
  );
});
