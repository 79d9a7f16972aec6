import { existsSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { runHfreuse } from '../support/run.ts';
import { file, folder, prepareFolders } from './case-folder.ts';

prepareFolders();
let hub: SimulatedHub;
beforeAll(async () => {
  hub = await startServer(await makeSimulatedHub({ models: 50, datasets: 16, seed: 1, cards: false }));
});
afterAll(() => hub.close());

describe('a snapshot that is some other file', () => {
  it('names that mean something to the database mean a file', async () => {
    const { url } = hub;
    for (const name of [':memory:', 'md:x', 'new.csv']) {
      const run = await runHfreuse(
        ['collect', '--all', '--endpoint', url, '--snapshot', name, '--resolve', 'none', '--quiet'],
        {},
        folder,
      );
      expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
      const status = await runHfreuse(['status', '--snapshot', name, '--format', 'json'], {}, folder);
      expect(JSON.parse(status.stdout).models).toBe(50);
      expect(existsSync(file(name))).toBe(true);
    }
  });
});

describe('simulate --snapshot', () => {
  const simulate = (path: string) =>
    runHfreuse(['simulate', '--models', '120', '--snapshot', path], {}, folder);

  it('replaces a simulated snapshot, through a link too, and an empty file', async () => {
    symlinkSync('hub.duckdb', file('link'));
    writeFileSync(file('empty'), '');
    for (const name of ['hub.duckdb', 'link', 'empty', 'new.duckdb'])
      expect((await simulate(name)).code).toBe(0);
    expect(readlinkSync(file('link'))).toBe('hub.duckdb');
    for (const name of ['hub.duckdb', 'empty', 'new.duckdb']) {
      const { stdout } = await runHfreuse(['status', '--snapshot', file(name), '--format', 'json']);
      expect(JSON.parse(stdout)).toMatchObject({ models: 120, datasets: 40, finished: true });
    }
    expect(readdirSync(folder).filter((name) => /part|wal/.test(name))).toEqual([]);
  });
});
