import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeInPieces } from '../../src/cli/write-in-pieces.ts';
import { exportSnapshot } from '../../src/commands/export.ts';
import { AbortError } from '../../src/errors.ts';
import { makeFolder } from '../../src/own-files.ts';
import { graphFormats } from '../../src/render/formats.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-made-'));
const snapshot = join(folder, 'hub.duckdb');
const made = join(folder, 'made');
const there = join(folder, 'there');
/** No file system has a name as long as this. */
const tooLong = 'x'.repeat(300);

beforeAll(() => copySimulated(snapshot, { models: 300 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(made, { recursive: true, force: true });
  rmSync(there, { recursive: true, force: true });
  mkdirSync(there);
});

describe('makeFolder', () => {
  it('takes away again what it made, and nothing that was there before', () => {
    const takeAway = makeFolder(join(there, 'a', 'b'));
    expect(existsSync(join(there, 'a', 'b'))).toBe(true);
    takeAway();
    expect(readdirSync(folder)).toContain('there');
    expect(readdirSync(there)).toEqual([]);
    makeFolder(there)();
    expect(existsSync(there)).toBe(true);
  });

  it('leaves folders in which something is by then', () => {
    const takeAway = makeFolder(join(made, 'a', 'b'));
    writeFileSync(join(made, 'a', 'of another'), '');
    takeAway();
    expect(readdirSync(join(made, 'a'))).toEqual(['of another']);
  });

  it('leaves nothing where the last one cannot be made, or a file is in its place', () => {
    expect(() => makeFolder(join(made, 'a', tooLong))).toThrow(/ENAMETOOLONG/);
    expect(existsSync(made)).toBe(false);
    writeFileSync(join(there, 'file'), '');
    expect(() => makeFolder(join(there, 'file'))).toThrow(/EEXIST/);
    expect(() => makeFolder(join(there, 'file', 'b'))).toThrow(/ENOTDIR/);
    expect(readdirSync(there)).toEqual(['file']);
  });
});

describe('what fails leaves no folder behind', () => {
  const exports = ['parquet', 'tables', ...Object.keys(graphFormats)].map((format): [string, string[]] => [
    `export --format ${format}`,
    ['export', snapshot, '--format', format, '--to'],
  ]);
  it.each<[string, string[]]>([
    ...exports,
    ['report --figures', ['report', snapshot, '--figures']],
    ['simulate --dump', ['simulate', '--models', '30', '--dump']],
  ])('%s', async (_, args) => {
    const run = await runHfreuse([...args, join(made, 'deep', tooLong)]);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/name is too long|cannot be written/i);
    expect(existsSync(made)).toBe(false);
  });

  it('figures: where one cannot take its place, none is written', async () => {
    expect((await runHfreuse(['report', snapshot, '--figures', made])).code).toBe(0);
    const last = readdirSync(made).at(-1) ?? '';
    mkdirSync(join(there, last, 'in the way'), { recursive: true });
    expect((await runHfreuse(['report', snapshot, '--figures', there])).code).toBe(1);
    expect(readdirSync(there)).toEqual([last]);
  });
});

describe('what is interrupted leaves no folder behind', () => {
  const interrupted = async (to: string) => {
    const { signal, ...abort } = stopper();
    return exportSnapshot(
      snapshot,
      { to },
      { signal, onProgress: (event) => event.type === 'step' && event.done === 2 && abort.stop() },
    );
  };

  it('parquet', async () => {
    await expect(interrupted(join(made, 'deep'))).rejects.toThrow(AbortError);
    expect(existsSync(made)).toBe(false);
    await expect(interrupted(there)).rejects.toThrow(AbortError);
    expect(readdirSync(there)).toEqual([]);
  });

  it.each(['', 'deep'])('a graph in files, in a new folder %j', async (name) => {
    const { signal, stop } = stopper();
    async function* stopped() {
      yield 'a';
      await wait(1);
      stop();
      yield 'b';
    }
    for (const place of [made, there]) {
      const pieces = { 'nodes.csv': ['whole'], 'edges.csv': stopped() };
      await expect(writeInPieces(join(place, name), pieces, signal)).rejects.toThrow('stopped');
    }
    expect(existsSync(made)).toBe(false);
    expect(readdirSync(there)).toEqual([]);
  });

  it('files that took their places go again where another of them cannot', async () => {
    mkdirSync(join(there, 'edges.csv', 'in the way'), { recursive: true });
    const pieces = { 'nodes.csv': ['whole'], 'edges.csv': ['whole'] };
    await expect(writeInPieces(there, pieces)).rejects.toThrow(/edges|folder/);
    expect(readdirSync(there)).toEqual(['edges.csv']);
  });
});

function stopper() {
  const controller = new AbortController();
  return { signal: controller.signal, stop: () => controller.abort(new Error('stopped')) };
}
