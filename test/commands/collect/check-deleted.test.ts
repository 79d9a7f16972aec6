import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultPlan } from '../../../src/simulate/faults/faults.ts';
import {
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
} from '../../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../../src/simulate/serve/server.ts';
import { openSnapshot } from '../../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../../src/snapshot/file/query.ts';
import { changingCatalogue } from '../../support/changing-catalogue.ts';
import { runHfreuse } from '../../support/run.ts';

let folder: string;
let file: string;
let server: SimulatedHub;
/** What the Hub holds at its next request, and what goes wrong. */
let catalogue: Catalogue;
let faults: FaultPlan;

/** Models 1 … n, a minute apart, but for those that are gone; each is derived from the first. */
function hubOf(n: number, gone: readonly number[] = []): Promise<Catalogue> {
  const entries = Array.from({ length: n }, (_, index): CatalogueEntry[] => {
    if (gone.includes(index + 1)) return [];
    const second = Date.UTC(2024, 0, 1) / 1000 + 60 * index;
    const date = new Date(second * 1000).toISOString();
    const _id = `${second.toString(16).padStart(8, '0')}${String(index).padStart(16, '0')}`;
    const tags = index === 0 ? [] : ['base_model:finetune:owner/model-1', 'base_model:owner/model-1'];
    const item = { _id, id: `owner/model-${index + 1}`, tags, pipeline_tag: 'fill-mask' };
    return [{ kind: 'models', item: { ...item, createdAt: date, lastModified: date } }];
  });
  return buildCatalogue(entries.flat());
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-deleted-'));
  file = join(folder, 'hub.duckdb');
  faults = () => null;
  catalogue = await hubOf(60);
  server = await startServer(
    changingCatalogue(() => catalogue),
    {
      quota: 1_000_000,
      faults: (request) => faults(request),
    },
  );
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const collect = (...more: string[]) =>
  runHfreuse([
    ...['collect', '--all', '--endpoint', server.url, '--snapshot', file, '--resolve', 'all'],
    ...['--page-size', '10', '--retries', '0', ...more],
  ]);
const json = async (...args: string[]) =>
  JSON.parse((await runHfreuse([...args, '--snapshot', file, '--format', 'json'])).stdout);
const derivatives = async () =>
  (await json('top', 'models')).rows.map(({ id, uses, ghost }: Record<string, unknown>) => [id, uses, ghost]);

describe('collect --update --check-deleted', () => {
  it('leaves out what is gone, marks it, and reports it', async () => {
    await collect();
    expect(await derivatives()).toEqual([['owner/model-1', 59, false]]);
    catalogue = await hubOf(60, [1, 7, 8, 60]);
    await collect('--update');
    const before = await json('status');
    expect(before).toMatchObject({ models: 60, gone: null });
    expect((await json('report')).warnings.join(' ')).toMatch(/repos deleted since then are still counted/);

    const { code, stderr } = await collect('--update', '--check-deleted');
    expect(`${code} ${stderr}`).toMatch(/^0 .*\ndone: /);
    const checkedAt = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(await json('status')).toMatchObject({
      models: 56,
      streams: [{ rows: 56 }, { rows: 0 }],
      gone: { models: 4, datasets: 0, checkedAt },
      references: { baseModels: { declared: 56, listed: 0, missing: 56 } },
    });
    expect(await derivatives()).toEqual([['owner/model-1', 56, true]]);
    const { warnings } = await json('report');
    expect(warnings.join(' ')).toMatch(
      /2 updates since .* 4 models and 0 datasets that are not listed any more were taken out, and repos deleted since 2/,
    );
    expect((await runHfreuse(['status', file])).stdout).toMatch(
      /4 models and 0 datasets not listed any more/,
    );
    const snapshot = await openSnapshot(file);
    const marked = await readRows(
      snapshot.connection,
      'SELECT kind, id FROM gone_repos ORDER BY found_at, id',
    );
    snapshot.close();
    expect(marked.map(({ id }) => id)).toEqual([1, 60, 7, 8].map((n) => `owner/model-${n}`));

    // A new collection knows of none.
    catalogue = await hubOf(61, [1, 8, 60]);
    await collect('--restart');
    expect(await json('status')).toMatchObject({ models: 58, gone: null });
  });

  it('a Hub that changes while it is walked: nothing that stays is taken for gone', async () => {
    await collect();
    let requests = 0;
    const [whole, less] = [catalogue, await hubOf(60, [9, 10, 11, 20, 21, 40])];
    // From the third page of the walk on; the page before ends with a repo that is gone then.
    faults = ({ url }) => {
      if (/expand=private(?!.*expand=)/.test(url) && url.includes('/models') && ++requests === 2)
        catalogue = less;
      return null;
    };
    catalogue = whole;
    expect((await collect('--update', '--check-deleted')).code).toBe(0);
    const names = (await openAndRead('SELECT id FROM model_rows')).map(({ id }) => String(id));
    // The first ten were walked before.
    const gone = [11, 20, 21, 40].map((n) => `owner/model-${n}`);
    expect(names).toHaveLength(56);
    expect(names.filter((name) => gone.includes(name))).toEqual([]);
    expect((await collect('--update', '--check-deleted')).code).toBe(0);
    expect(await json('status')).toMatchObject({ models: 54, gone: { models: 6 } });
  });

  it('asks for the ids alone', async () => {
    await collect();
    const asked: string[] = [];
    faults = ({ url }) => {
      asked.push(url);
      return null;
    };
    await collect('--update', '--check-deleted');
    const walk = asked.filter((url) => url.startsWith('/api/models?') && !url.includes('expand=tags'));
    expect(walk).toHaveLength(6);
    for (const url of walk) {
      const query = new URL(url, server.url).searchParams;
      expect([query.getAll('expand'), query.get('direction'), query.get('sort')]).toEqual([
        ['private'],
        '1',
        'createdAt',
      ]);
    }
  });

  it('a walk that fails marks nothing, and the update is not finished', async () => {
    await collect();
    catalogue = await hubOf(60, [3]);
    faults = ({ url }) =>
      /expand=private(?!.*expand=).*cursor|cursor.*expand=private(?!.*expand=)/.test(url)
        ? { kind: 'status', status: 503, form: 'json' }
        : null;
    const { code, stderr } = await collect('--update', '--check-deleted');
    expect(`${code} ${stderr}`).toMatch(
      /^3 not brought up to date: deletions among the models: the Hub answered 503/,
    );
    expect(await json('status')).toMatchObject({ models: 60, finished: false });
    faults = () => null;
    expect((await collect('--update', '--check-deleted')).code).toBe(0);
    expect(await json('status')).toMatchObject({ models: 59, finished: true, gone: { models: 1 } });
  });

  it('does not believe that most of many repos are gone at once', async () => {
    catalogue = await hubOf(300);
    await collect();
    catalogue = await hubOf(20);
    const { code, stderr } = await collect('--update', '--check-deleted');
    expect(`${code} ${stderr}`).toMatch(/^3 .*280 of 300 are not listed any more, which is not believed/);
    expect(await json('status')).toMatchObject({ models: 300 });
  });

  it('goes with --update', async () => {
    const { code, stderr } = await collect('--check-deleted');
    expect(`${code} ${stderr}`).toMatch(/^2 .*--check-deleted goes with --update/);
  });
});

async function openAndRead(sql: string): Promise<Record<string, unknown>[]> {
  const snapshot = await openSnapshot(file);
  try {
    return await readRows(snapshot.connection, sql);
  } finally {
    snapshot.close();
  }
}
