import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-large-'));
const file = (name: string) => join(folder, name);
const rows = 300_000;
const cardBytes = 8000;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', threads: '2' });
  const connection = await instance.connect();
  // The cards are repetitive, so the file is small; read at once they would be 2.4 GB.
  await connection.run(`COPY (SELECT printf('%024x', range) AS _id, 'owner/model-' || range AS id, 'fill-mask' AS pipeline_tag,
      ['dataset:squad', 'base_model:owner/model-' || range // 10] AS tags,
      '{"datasets":["squad"],"pad":"' || repeat(md5(range::VARCHAR), ${cardBytes / 32}) || '"}' AS "cardData"
    FROM range(${rows})) TO '${file('models.parquet')}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000)`);
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (name: string): ChildProcess =>
  startHfreuse(['import', '--models', file('models.parquet'), '--snapshot', file(name)]);

/** The most memory that a process has used until now, in bytes; null when it has ended. */
function peakOf(child: ChildProcess): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

describe('a dump that is larger than the memory it may take', () => {
  it.skipIf(!existsSync('/proc/self/status'))(
    'is read a part at a time (skipped where there is no /proc)',
    async () => {
      const child = start('bounded.duckdb');
      const ended = waitForEnd(child);
      let peak = 0;
      let running = true;
      void ended.then(() => {
        running = false;
      });
      while (running) {
        peak = Math.max(peak, peakOf(child) ?? 0);
        await wait(20);
      }
      const run = await ended;
      expect(run.code).toBe(0);
      expect(run.stderr).toContain(`models: ${rows.toLocaleString('en')} rows`);
      expect(peak).toBeGreaterThan(50e6);
      expect(peak).toBeLessThan(1.5e9);
    },
  );

  it('can be stopped while it is read: exit 130, nothing left behind', async () => {
    const child = start('stopped.duckdb');
    const ended = waitForEnd(child);
    while (!existsSync(file('stopped.duckdb.part'))) await wait(10);
    await wait(200);
    child.kill('SIGINT');
    const run = await ended;
    expect(run.code).toBe(130);
    expect(run.stderr).toMatch(/interrupted; .*stopped\.duckdb is unchanged/);
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });

  it('is refused while another import writes the same snapshot', async () => {
    const first = start('twice.duckdb');
    const ended = waitForEnd(first);
    while (!existsSync(file('twice.duckdb.part'))) await wait(10);
    const second = await waitForEnd(start('twice.duckdb'));
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/twice\.duckdb is held by another program: process \d+/);
    expect((await ended).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('twice'))).toEqual(['twice.duckdb']);
  });
});
