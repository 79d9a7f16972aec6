import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRandom } from '../../hub/virtual-io.ts';
import { runHfreuse } from '../../support/run.ts';
import { Evolution, tasks } from './evolution.ts';
import { serveEvolvingHub } from './evolving-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-evolve-'));
let evolution: Evolution;
let endpoint: string;
let server: Server;
/** How often each change was made, over all evolutions. */
const made = new Map<string, number>();
/** Evolutions in which the Hub differed from what an update can see of it. */
let unseen = 0;

beforeAll(async () => {
  ({ url: endpoint, server } = await serveEvolvingHub(() => evolution.hub));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function collect(name: string, ...more: string[]): Promise<void> {
  const args = ['collect', '--endpoint', endpoint, '--snapshot', join(folder, name), '--resolve', 'all'];
  const { code, stderr } = await runHfreuse([...args, ...more]);
  expect(`${code} ${stderr}`).toMatch(/^0 /);
}

/** All that a snapshot states, without its dates and what was counted in the course of updates. */
async function figures(name: string): Promise<unknown> {
  const of = ['--snapshot', join(folder, name), '--format', 'json'];
  const { rows } = JSON.parse((await runHfreuse(['report', ...of])).stdout);
  const status = JSON.parse((await runHfreuse(['status', ...of])).stdout);
  const { models, datasets, references, streams, private: hidden, finished } = status;
  const listed = streams.map(({ kind, task, rows: n }: Record<string, unknown>) => [kind, task, n]);
  return { rows, models, datasets, references, hidden, finished, listed, repos: await repos(name) };
}

/** Every repo that counts, with what an update may change of it. */
async function repos(name: string): Promise<unknown> {
  const instance = await DuckDBInstance.create(join(folder, name), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const sql = ['model', 'dataset'].map(
    (kind) =>
      `SELECT '${kind}', hub_id, id, gated, tags FROM ${kind}s t JOIN ${kind}_rows r ON r.rowid = t.row`,
  );
  const read = await connection.runAndReadAll(`${sql.join(' UNION ALL ')} ORDER BY ALL`);
  connection.closeSync();
  instance.closeSync();
  return read.getRowsJson();
}

/** An update after eight changes, twice, and after each a fresh collection of what docs/limits.md lets an update see. */
async function compare(seed: number): Promise<void> {
  const reading = { all: seed % 3 !== 0, checksDeleted: seed % 2 === 0 };
  evolution = new Evolution(makeRandom(seed), reading);
  const { hub } = evolution;
  const scope = reading.all ? ['--all'] : tasks.flatMap((task) => ['--task', task]);
  const name = `updated-${seed}`;
  await collect(name, ...scope);
  for (let round = 0; round < 2; round += 1) {
    for (let steps = 0; steps < 8; steps += 1) evolution.step();
    await collect(name, ...scope, '--update', ...(reading.checksDeleted ? ['--check-deleted'] : []));
    hub.view = 'seen';
    await collect(`${name}-fresh-${round}`, ...scope);
    hub.view = 'live';
    const updated = await figures(name);
    expect(updated).toEqual(await figures(`${name}-fresh-${round}`));
    await collect(`${name}-live-${round}`, ...scope);
    if (JSON.stringify(await figures(`${name}-live-${round}`)) !== JSON.stringify(updated)) unseen += 1;
  }
  for (const [change, times] of evolution.made) made.set(change, (made.get(change) ?? 0) + times);
}

it.each(Array.from({ length: 30 }, (_, index) => index + 1))(
  'an update is what a fresh collection is, but for its limits: evolution %i',
  compare,
);

it('each change was made often, and some of them an update could not see', () => {
  expect(Math.min(...made.values())).toBeGreaterThan(20);
  expect(made.size).toBe(14);
  expect(unseen).toBeGreaterThan(10);
});
