import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSimulatedSnapshot } from '../../src/commands/simulate/generate.ts';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { readDump } from '../../src/snapshot/parquet/in/read-dump.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-damage-'));
const file = (name: string) => join(folder, name);
let whole: Buffer;
beforeAll(async () => {
  await writeSimulatedSnapshot(file('whole.duckdb'), { models: 3000, datasets: 900, seed: 3, cards: true });
  whole = readFileSync(file('whole.duckdb'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a snapshot and reads every cell of every table. */
async function readAll(path: string): Promise<string> {
  const snapshot = await openSnapshot(path);
  try {
    const tables = await readRows(
      snapshot.connection,
      'SELECT table_name AS name FROM duckdb_tables() ORDER BY name',
    );
    const sums: unknown[] = [];
    for (const { name } of tables) {
      sums.push(await readRows(snapshot.connection, `SELECT sum(hash(t)) AS sum FROM "${name}" t`));
    }
    return JSON.stringify(sums);
  } finally {
    snapshot.close();
  }
}

const places = Array.from({ length: 12 }, (_, at) => (at + 0.5) / 12);

describe('a snapshot that is damaged or not whole', () => {
  it.each(places)('is named as such where it was cut at %d of its length', async (place) => {
    writeFileSync(file('cut.duckdb'), whole.subarray(0, Math.floor(whole.length * place)));
    await expect(readAll(file('cut.duckdb'))).rejects.toMatchObject({
      name: 'HfreuseError',
      exitCode: 1,
      message: expect.stringMatching(/^\S+cut\.duckdb is (truncated: its end is missing|damaged)/),
      hint: expect.stringContaining('copy it again'),
    });
  });

  it.each(places)('is named as such, or reads the same, where 4 kB were overwritten at %d', async (place) => {
    const spoilt = Buffer.from(whole);
    const from = Math.floor(whole.length * place);
    spoilt.fill('overwritten ', from, Math.min(from + 4096, whole.length));
    writeFileSync(file('spoilt.duckdb'), spoilt);
    // What was overwritten may be free space.
    const outcome = await readAll(file('spoilt.duckdb')).catch((error) => `${error.name}: ${error.message}`);
    if (outcome.startsWith('[')) expect(outcome).toBe(await readAll(file('whole.duckdb')));
    else expect(outcome).toMatch(/^HfreuseError: \S+spoilt\.duckdb is (damaged|not whole)/);
  });

  it('is some of them, so that the tests above see something', async () => {
    const spoilt = Buffer.from(whole);
    spoilt.fill('overwritten ', 12_288);
    writeFileSync(file('all.duckdb'), spoilt);
    await expect(readAll(file('all.duckdb'))).rejects.toThrow(/all\.duckdb is damaged/);
  });

  it('is not a dump that was cut, while it is read into a whole snapshot', async () => {
    const snapshot = await openSnapshot(file('whole.duckdb'), { files: true });
    try {
      await snapshot.connection.run(
        `COPY (SELECT hash(i) AS id FROM range(50000) t(i)) TO '${file('dump.parquet')}'`,
      );
      writeFileSync(file('dump.parquet'), readFileSync(file('dump.parquet')).subarray(0, 5000));
      await expect(readDump(snapshot, 'models', [file('dump.parquet')], 0)).rejects.toThrow(
        /dump\.parquet cannot be read/,
      );
    } finally {
      snapshot.close();
    }
  });
});
