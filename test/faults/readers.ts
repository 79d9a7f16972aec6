import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'vitest';
import { spawnHfreuse } from '../cli/run-hfreuse.ts';
import { copySimulated } from '../support/simulated.ts';

/** So many that a reader that derives them has not the room, and spills. */
const models = 120_000;

/** A snapshot as a kill in the middle of its collection would leave it: nothing is derived yet. */
async function writeUnderived(path: string): Promise<void> {
  await copySimulated(path, { models });
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(`DELETE FROM meta WHERE key = 'derived'`);
  connection.closeSync();
  instance.closeSync();
}

/**
 * Several processes read one snapshot at once, each short of memory, so that it spills: all must print what one alone
 * prints, and nothing may stay behind.
 */
export async function expectReadersApart(readers: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hfreuse-readers-'));
  const path = join(folder, 'hub.duckdb');
  const finished = join(folder, 'finished.duckdb');
  const spills = new Set<string>();
  const look = setInterval(() => {
    for (const name of readdirSync(folder)) if (name.endsWith('.spill')) spills.add(name);
  }, 2);
  const read = (file: string) => spawnHfreuse(['report', '--grid', '--format', 'json', '--snapshot', file]);
  try {
    await copySimulated(finished, { models });
    await writeUnderived(path);
    const alone = await read(path);
    expect(alone.code).toBe(0);
    for (let round = 0; round < rounds; round += 1) {
      const file = round % 2 === 0 ? path : finished;
      const runs = await Promise.all(Array.from({ length: readers }, () => read(file)));
      for (const run of runs) expect(run).toEqual(alone);
    }
    // Otherwise none of it was tried.
    expect(spills.size).toBeGreaterThan(readers);
    expect(readdirSync(folder).sort()).toEqual(['finished.duckdb', 'hub.duckdb']);
    // What a killed process left goes with the next run; what is another machine's, or a living one's, stays.
    const machine = /-([0-9a-f]{6})-/.exec([...spills][0] ?? '')?.[1];
    const dead = `hub.duckdb.999999999-${machine}-00000000.spill`;
    const living = `hub.duckdb.${process.pid}-${machine}-00000000.spill`;
    const other = machine === 'ffffff' ? '000000' : 'ffffff';
    const foreign = `hub.duckdb.999999999-${other}-00000000.spill`;
    for (const name of [dead, living, foreign]) copyFileSync(path, join(folder, name));
    expect(await read(path)).toEqual(alone);
    expect(readdirSync(folder).sort()).toEqual(['finished.duckdb', 'hub.duckdb', foreign, living].sort());
  } finally {
    clearInterval(look);
    rmSync(folder, { recursive: true, force: true });
  }
}
