import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/statistics/random.ts';
import { type Run, spawnHfreuse } from '../cli/run-hfreuse.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-flipped-'));
const path = join(folder, 'hub.duckdb');
const log = `${path}.wal`;
/** A report of the stored figures, one that reads the graph, one that reads names, and the state. */
const commands = [
  ['report', '--modality', 'all', '--format', 'json'],
  ['report', '--exclude-same-owner', '--format', 'json'],
  ['lineage', '--format', 'json'],
  ['status', '--format', 'json'],
];
const run = (args: readonly string[]) => spawnHfreuse([...args, '--snapshot', path]);

/** A whole snapshot, and one with the log that a killed writer leaves beside it. */
const states: { name: string; file: Buffer; log: Buffer | null; wholes: Run[] }[] = [];

beforeAll(async () => {
  await copySimulated(path, { models: 1000 });
  await keep('finished', null);
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(`SET checkpoint_threshold = '1GB'`);
  await connection.run('BEGIN');
  await connection.run(`DELETE FROM meta WHERE key = 'derived'`);
  await connection.run(
    `INSERT INTO model_rows SELECT * REPLACE (hub_id || '-new' AS hub_id, id || '-new' AS id) FROM model_rows LIMIT 300`,
  );
  await connection.run('COMMIT');
  const left = { file: readFileSync(path), log: readFileSync(log) };
  connection.closeSync();
  instance.closeSync();
  writeFileSync(path, left.file);
  writeFileSync(log, left.log);
  await keep('with a log', left.log);
});
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function keep(name: string, ownLog: Buffer | null): Promise<void> {
  const file = readFileSync(path);
  const wholes: Run[] = [];
  for (const args of commands) wholes.push(await run(args));
  for (const { code } of wholes) expect(code).toBe(0);
  states.push({ name, file, log: ownLog, wholes });
}

/** The same output as of the whole file, or exit 1 with one line: never a signal (no code), never other figures. */
async function expectSame(wholes: readonly Run[], round: number): Promise<'same' | 'refused'> {
  const at = round % commands.length;
  const found = await run(commands[at] ?? []);
  if (found.code === 0) {
    expect(found).toEqual(wholes[at]);
    return 'same';
  }
  expect(found).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^hfreuse: [^\n]+\n$/) });
  return 'refused';
}

function flip(bytes: Buffer, random: () => number, times: number): Buffer {
  const flipped = Buffer.from(bytes);
  for (let time = 0; time < times; time += 1) {
    const at = Math.floor(random() * flipped.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 + Math.floor(random() * 255));
  }
  return flipped;
}

describe('a damaged snapshot gives the same output as a whole one, or one line', () => {
  it('with 50 bytes, or one, changed at random places: 100 files', async () => {
    const random = seededRandom('flipped bytes');
    const outcomes = new Set<string>();
    for (let round = 0; round < 100; round += 1) {
      const { file, wholes } = states[0] ?? expect.fail();
      writeFileSync(path, flip(file, random, round % 8 < 4 ? 50 : 1));
      outcomes.add(await expectSame(wholes, round));
    }
    expect([...outcomes].sort()).toEqual(['refused', 'same']);
  });

  it('with each block once spoilt in one byte, and once blank', async () => {
    const { file, wholes } = states[0] ?? expect.fail();
    const random = seededRandom('blocks');
    const [head, size] = [12_288, 262_144];
    let refused = 0;
    for (let at = head, round = 0; at < file.length; at += size, round += 1) {
      const end = Math.min(at + size, file.length);
      const spoilt = Buffer.concat([
        file.subarray(0, at),
        flip(file.subarray(at, end), random, 1),
        file.subarray(end),
      ]);
      for (const bytes of [spoilt, Buffer.from(file).fill(0, at, end)]) {
        writeFileSync(path, bytes);
        refused += (await expectSame(wholes, round)) === 'refused' ? 1 : 0;
      }
    }
    expect(refused).toBeGreaterThan(5);
  });

  it('with another whole block of the file in the place of each', async () => {
    const { file, wholes } = states[0] ?? expect.fail();
    const random = seededRandom('blocks of another place');
    const [head, size] = [12_288, 262_144];
    const count = Math.floor((file.length - head) / size);
    let refused = 0;
    for (let round = 0; round < 3 * count; round += 1) {
      const place = round % count;
      const other = (place + 1 + Math.floor(random() * (count - 1))) % count;
      const bytes = Buffer.from(file);
      file.copy(bytes, head + place * size, head + other * size, head + (other + 1) * size);
      writeFileSync(path, bytes);
      refused += (await expectSame(wholes, round + Math.floor(round / count))) === 'refused' ? 1 : 0;
    }
    // Most tables are read by one of the commands.
    expect(refused).toBeGreaterThan(count);
  });

  it('cut at 40 places, every part of its head among them', async () => {
    const { file, wholes } = states[0] ?? expect.fail();
    const random = seededRandom('cut');
    const heads = [0, 1, 8, 11, 12, 4095, 4096, 8192, 12_287, 12_288];
    const places = [...heads, ...Array.from({ length: 30 }, () => Math.floor(random() * file.length))];
    for (const [round, place] of places.entries()) {
      writeFileSync(path, file.subarray(0, place));
      await expectSame(wholes, round);
    }
  });

  it('with a log whose bytes were changed, or whose end is missing', async () => {
    const [before, state] = states;
    const { file, log: whole, wholes } = state ?? expect.fail();
    const random = seededRandom('log');
    for (let round = 0; round < 40; round += 1) {
      const bytes = whole ?? expect.fail();
      writeFileSync(path, file);
      const cut = bytes.subarray(0, Math.floor(random() * bytes.length));
      writeFileSync(log, round % 8 < 4 ? flip(bytes, random, 1) : cut);
      // What a writer was killed in the middle of was never committed: the state before it is a whole one.
      const isBefore = round % 8 >= 4 && (await run(commands[round % 4] ?? [])).code === 0;
      await expectSame(isBefore ? (before?.wholes ?? []) : wholes, round);
    }
  });
});
