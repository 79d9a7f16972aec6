import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeSimulatedSnapshot } from '../../src/commands/simulate/generate.ts';
import { openSnapshotForWriting } from '../../src/snapshot/file/open-snapshot.ts';
import { writeWholeSnapshot } from '../../src/snapshot/file/write-whole.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-whole-'));
const file = (name: string) => join(folder, name);
const path = file('hub.duckdb');
beforeAll(() =>
  writeSimulatedSnapshot(file('other.duckdb'), { models: 20, datasets: 5, seed: 1, cards: false }),
);
beforeEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that has a file open, until it is asked to let go. */
async function holding(place: string, mode: 'READ_WRITE' | 'READ_ONLY'): Promise<() => Promise<void>> {
  const source = `const { DuckDBInstance } = require('@duckdb/node-api');
    DuckDBInstance.create(${JSON.stringify(place)}, { access_mode: '${mode}' }).then((instance) => {
      console.log('held');
      process.stdin.on('data', () => process.exit(0));
      globalThis.kept = instance;
    });`;
  const child = spawn(process.execPath, ['-e', source], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return () => {
    child.stdin.write('let go\n');
    return ended;
  };
}

const mark = async (snapshot: { connection: { run(sql: string): Promise<unknown> } }): Promise<void> => {
  await snapshot.connection.run(`INSERT INTO meta VALUES ('mark', 'ours')`);
};
const listLeft = (): string[] => readdirSync(folder).filter((name) => name.startsWith('hub'));

describe('a snapshot that is written beside its place', () => {
  it('replaces one that is only read meanwhile', async () => {
    copyFileSync(file('other.duckdb'), path);
    const release = await holding(path, 'READ_ONLY');
    try {
      await writeWholeSnapshot(path, mark);
    } finally {
      await release();
    }
    expect(readFileSync(path).equals(readFileSync(file('other.duckdb')))).toBe(false);
    expect(listLeft()).toEqual(['hub.duckdb']);
  });

  it.each([true, false])(
    'leaves one that another program wrote in the meantime (there before: %s)',
    async (was) => {
      if (was) await writeSimulatedSnapshot(path, { models: 30, datasets: 5, seed: 2, cards: false });
      const writing = writeWholeSnapshot(path, async (snapshot) => {
        await mark(snapshot);
        copyFileSync(file('other.duckdb'), path);
      });
      await expect(writing).rejects.toMatchObject({
        name: 'HfreuseError',
        exitCode: 1,
        message: `${path} was written by another program in the meantime, so it is not replaced`,
      });
      expect(readFileSync(path).equals(readFileSync(file('other.duckdb')))).toBe(true);
      expect(listLeft()).toEqual(['hub.duckdb']);
    },
  );

  it('leaves one that another program is writing', async () => {
    copyFileSync(file('other.duckdb'), path);
    let release = async (): Promise<void> => {};
    const writing = writeWholeSnapshot(path, async (snapshot) => {
      await mark(snapshot);
      release = await holding(path, 'READ_WRITE');
    });
    await expect(writing).rejects.toThrow(`${path} is held by another program: process`);
    await release();
    expect(listLeft()).toEqual(['hub.duckdb']);
  });

  it('keeps others from beginning to write at its place, and a killed writer does not', async () => {
    copyFileSync(file('other.duckdb'), `${path}.part`);
    const release = await holding(`${path}.part`, 'READ_WRITE');
    await expect(openSnapshotForWriting(path)).rejects.toThrow(`${path} is held by another program: process`);
    expect(existsSync(path)).toBe(false);
    await release();
    (await openSnapshotForWriting(path)).close();
    expect(existsSync(path)).toBe(true);
  });
});
