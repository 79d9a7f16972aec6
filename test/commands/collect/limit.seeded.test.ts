import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toProvenance } from '../../../src/commands/collect/plan.ts';
import { collectDefaults } from '../../../src/commands/collect/request.ts';
import { collect } from '../../../src/commands/collect.ts';
import { type ApiItem, buildCatalogue, type CatalogueEntry } from '../../../src/simulate/serve/catalogue.ts';
import { startServer } from '../../../src/simulate/serve/server.ts';
import { openSnapshot, openSnapshotForWriting } from '../../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../../src/snapshot/file/query.ts';
import { writeListings } from '../../../src/snapshot/tables/listings.ts';
import { writeProvenance } from '../../../src/snapshot/tables/meta.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import { model } from '../../simulate/small-hub.ts';
import { runHfreuse } from '../../support/run.ts';
import { pickCases } from '../../support/tier.ts';

const tasks = ['fill-mask', 'translation'] as const;

/** Downloads in no order of creation, with ties, and one model without any known. */
function drawItems(seed: number): ApiItem[] {
  const random = seededRandom(String(seed));
  return Array.from({ length: 90 }, (_, n) =>
    model(n, {
      pipeline_tag: tasks[n % 2],
      downloads: n === 4 ? undefined : Math.floor(random() * 40),
      createdAt: new Date(Date.UTC(2024, 0, 1) + n * 1000).toISOString(),
    }),
  );
}

const items = drawItems(11);
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-limit-'));
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  const entries = items.map((item): CatalogueEntry => ({ kind: 'models', item }));
  server = await startServer(await buildCatalogue(entries), { quota: 1_000_000 });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The `n` that come first of a task, ties by `_id`. */
const firstOf = (task: string, n: number, rankOf: (item: ApiItem) => number): string[] =>
  items
    .filter(({ pipeline_tag }) => pipeline_tag === task)
    .sort((a, b) => rankOf(b) - rankOf(a) || (a._id < b._id ? -1 : 1))
    .slice(0, n)
    .map(({ id }) => id)
    .sort();

const byDownloads = ({ downloads }: ApiItem): number => downloads ?? -1;

async function readStored(file: string): Promise<Record<string, string[]>> {
  const snapshot = await openSnapshot(file);
  try {
    const rows = await readRows(
      snapshot.connection,
      'SELECT DISTINCT id, pipeline_tag FROM model_rows ORDER BY id',
    );
    return Object.fromEntries(
      tasks.map((task) => [
        task,
        rows.filter((row) => row.pipeline_tag === task).map(({ id }) => String(id)),
      ]),
    );
  } finally {
    snapshot.close();
  }
}

const world = { env: { HOME: '/nonexistent' } };
const requestOf = (file: string, limit: number) => ({
  ...{ snapshot: file, endpoint: server.url, tasks, limit, resolve: 'none' as const, retries: 0 },
});

describe('collect --limit', () => {
  it.each(
    pickCases(1, [
      [23, 5],
      [1, 1000],
      [7, 1000],
      [200, 10],
    ]),
  )('takes the %i most downloaded of each task, at %i a page', async (limit, pageSize) => {
    const file = join(folder, `most-${limit}.duckdb`);
    const document = await collect({ ...requestOf(file, limit), pageSize }, { world });
    expect(document).toMatchObject({ complete: true, scope: { limited: true, order: 'downloads' } });
    const stored = await readStored(file);
    for (const task of tasks) {
      expect(stored[task]).toEqual(firstOf(task, limit, byDownloads).toSorted());
      expect(stored[task]?.length).toBe(Math.min(limit, 45));
    }
  });

  it('goes on with a try of before as it was begun: with the newest', async () => {
    const file = join(folder, 'before.duckdb');
    const asked = { ...collectDefaults, ...requestOf(file, 5) };
    const { scope, ...provenance } = toProvenance(asked, { ...world, now: () => 0 } as never);
    const { order, ...earlier } = scope;
    expect(order).toBe('downloads');
    const snapshot = await openSnapshotForWriting(file);
    await writeProvenance(snapshot, { ...provenance, scope: earlier });
    await writeListings(
      snapshot,
      tasks.map((task) => ({ kind: 'models' as const, task })),
    );
    snapshot.close();
    const document = await collect(asked, { world });
    expect(document.scope.order).toBeUndefined();
    const made = ({ createdAt }: ApiItem): number => Date.parse(createdAt ?? '');
    const stored = await readStored(file);
    for (const task of tasks) expect(stored[task]).toEqual(firstOf(task, 5, made).toSorted());
    expect((await runHfreuse(['report', file, '--task', 'fill-mask'])).stdout).toMatch(
      /only the newest repos of each task/,
    );
  });

  it('reports it: on stderr, in the report and in status', async () => {
    const file = join(folder, 'said.duckdb');
    const options = ['--endpoint', server.url, '--limit', '3', '--task', 'fill-mask', '--resolve', 'none'];
    const run = await runHfreuse(['collect', '--snapshot', file, ...options], { HOME: '/nonexistent' });
    expect(run.stderr).toMatch(/only the most downloaded repos of each task/);
    const report = await runHfreuse(['report', file, '--task', 'fill-mask']);
    expect(report.stdout).toMatch(/LIMITED, a trial: the most downloaded of each/);
    const { warnings, snapshot } = JSON.parse(
      (await runHfreuse(['report', file, '--task', 'fill-mask', '--format', 'json'])).stdout,
    );
    expect(snapshot.scope).toEqual({
      ...{ all: false, modalities: ['nlp'], tasks: ['fill-mask'], limited: true, order: 'downloads' },
    });
    expect(warnings).toContain(
      'Limited: only the most downloaded repos of each task were collected; a trial, not a study.',
    );
    expect((await runHfreuse(['status', '--snapshot', file])).stdout).toMatch(/the most downloaded of each/);
    expect((await runHfreuse(['collect', '--help'])).stdout).toMatch(/the most\s+downloaded first/);
  });
});
