import { describe, expect, it } from 'vitest';
import { openSnapshot } from '../../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../../src/snapshot/file/query.ts';
import { runHfreuse } from '../../support/run.ts';
import { collect, file, hub, hubOf, json, prepareModels, server } from './deleted-hub.ts';

prepareModels();

const derivatives = async () =>
  (await json('top', 'models')).rows.map(({ id, uses, ghost }: Record<string, unknown>) => [id, uses, ghost]);
describe('collect --update --check-deleted', () => {
  it('leaves out what is gone, marks it, and reports it', async () => {
    await collect();
    expect(await derivatives()).toEqual([['owner/model-1', 59, false]]);
    hub.catalogue = await hubOf(60, [1, 7, 8, 60]);
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
    hub.catalogue = await hubOf(61, [1, 8, 60]);
    await collect('--restart');
    expect(await json('status')).toMatchObject({ models: 58, gone: null });
  });

  it('asks for the ids alone', async () => {
    await collect();
    const asked: string[] = [];
    hub.faults = ({ url }) => {
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

  it('goes with --update', async () => {
    const { code, stderr } = await collect('--check-deleted');
    expect(`${code} ${stderr}`).toMatch(/^2 .*--check-deleted goes with --update/);
  });
});
