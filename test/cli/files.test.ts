import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { runHfreuse } from '../support/run.ts';
import { bytes, expectRefused, file, folder, prepareFolders } from './case-folder.ts';

prepareFolders();
let hub: SimulatedHub;
beforeAll(async () => {
  hub = await startServer(await makeSimulatedHub({ models: 50, datasets: 16, seed: 1, cards: false }));
});
afterAll(() => hub.close());

/** No Hub answers there: what is refused must be refused before. */
const collectInto = (path: string, ...more: string[]) =>
  runHfreuse(['collect', '--snapshot', path, '--endpoint', 'http://127.0.0.1:9', '--retries', '0', ...more]);

describe('a snapshot that is not a regular file', () => {
  it.each([['collect'], ['collect', '--restart'], ['report'], ['status']])(
    'a folder: %j',
    async (...command) => {
      writeFileSync(file('folder/inside'), 'x');
      const run = await runHfreuse([...command, '--snapshot', file('folder')]);
      expectRefused(run, 1, /folder is a folder, not a snapshot/);
      expect(readdirSync(file('folder'))).toEqual(['inside']);
    },
  );

  it.each([['collect'], ['collect', '--restart'], ['report'], ['status']])(
    'a pipe: %j',
    async (...command) => {
      execFileSync('mkfifo', [file('pipe')]);
      const run = await runHfreuse([...command, '--snapshot', file('pipe')]);
      expectRefused(run, 1, /pipe is not a regular file/);
      expect(lstatSync(file('pipe')).isFIFO()).toBe(true);
    },
  );

  it('a link to a folder, and links in a circle', async () => {
    symlinkSync('folder', file('link'));
    expectRefused(await collectInto(file('link')), 1, /link is a folder/);
    symlinkSync('circle', file('circle'));
    expectRefused(await collectInto(file('circle')), 1, /circle leads nowhere: its links form a loop/);
    expect(readlinkSync(file('circle'))).toBe('circle');
  });
});

describe('a snapshot that is some other file', () => {
  it.each(['x.csv', 'x.parquet', 'x.json', 'x.duckdb', ':memory:'])('%s', async (name) => {
    writeFileSync(file(name), 'a,b\n1,2\n');
    for (const command of [['report'], ['status'], ['collect'], ['collect', '--restart']]) {
      const run = await runHfreuse([...command, '--snapshot', name], {}, folder);
      expectRefused(run, 1, new RegExp(`${name} is not a snapshot`));
    }
    expect(readFileSync(file(name), 'utf8')).toBe('a,b\n1,2\n');
  });

  it('through a link that leads to nothing yet: made where it leads, the link stays', async () => {
    symlinkSync('folder/real.duckdb', file('link.duckdb'));
    const { url } = hub;
    const args = [
      'collect',
      '--all',
      '--endpoint',
      url,
      '--snapshot',
      file('link.duckdb'),
      '--resolve',
      'none',
    ];
    expect((await runHfreuse(args)).code).toBe(0);
    expect((await runHfreuse([...args, '--restart'])).code).toBe(0);
    expect(readlinkSync(file('link.duckdb'))).toBe('folder/real.duckdb');
    expect(readdirSync(file('folder'))).toEqual(['real.duckdb']);
  });
});

describe('simulate --snapshot', () => {
  const simulate = (path: string) =>
    runHfreuse(['simulate', '--models', '120', '--snapshot', path], {}, folder);

  it('leaves everything else as it was', async () => {
    const { url } = hub;
    await runHfreuse(['collect', '--all', '--endpoint', url, '--snapshot', file('collected.duckdb')]);
    writeFileSync(file('cut.duckdb'), readFileSync(file('hub.duckdb')).subarray(0, 20_000));
    execFileSync('mkfifo', [file('pipe')]);
    for (const name of ['collected.duckdb', 'notes.txt', 'table.csv', 'cut.duckdb']) {
      const before = bytes(name);
      expectRefused(await simulate(name), 2, /is not a simulated snapshot.*name another file/);
      expect(bytes(name)).toBe(before);
    }
    expectRefused(await simulate('folder'), 2, /folder .*is not a simulated snapshot/);
    expectRefused(await simulate('pipe'), 2, /pipe .*is not a simulated snapshot/);
    expect(lstatSync(file('pipe')).isFIFO()).toBe(true);
  });

  it('what cannot be written: its name, and why, in words', async () => {
    expectRefused(await simulate('no/x.duckdb'), 1, /no\/x\.duckdb cannot be \w+: no such file or folder/);
    expectRefused(
      await simulate('notes.txt/x'),
      1,
      /notes\.txt\/x cannot be \w+: a part of its path is not a folder/,
    );
    expect(readdirSync(folder).sort()).toEqual(['folder', 'hub.duckdb', 'notes.txt', 'table.csv']);
  });
});
