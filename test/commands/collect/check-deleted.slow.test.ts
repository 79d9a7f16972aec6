import { describe, expect, it } from 'vitest';
import { collect, hub, hubOf, json, openAndRead, prepareModels } from './deleted-hub.ts';

prepareModels();

describe('collect --update --check-deleted', () => {
  it('a Hub that changes while it is walked: nothing that stays is taken for gone', async () => {
    await collect();
    let requests = 0;
    const [whole, less] = [hub.catalogue, await hubOf(60, [9, 10, 11, 20, 21, 40])];
    // From the third page of the walk on; the page before ends with a repo that is gone then.
    hub.faults = ({ url }) => {
      if (/expand=private(?!.*expand=)/.test(url) && url.includes('/models') && ++requests === 2)
        hub.catalogue = less;
      return null;
    };
    hub.catalogue = whole;
    expect((await collect('--update', '--check-deleted')).code).toBe(0);
    const names = (await openAndRead('SELECT id FROM model_rows')).map(({ id }) => String(id));
    // The first ten were walked before.
    const gone = [11, 20, 21, 40].map((n) => `owner/model-${n}`);
    expect(names).toHaveLength(56);
    expect(names.filter((name) => gone.includes(name))).toEqual([]);
    expect((await collect('--update', '--check-deleted')).code).toBe(0);
    expect(await json('status')).toMatchObject({ models: 54, gone: { models: 6 } });
  });

  it('a walk that fails marks nothing, and the update is not finished', async () => {
    await collect();
    hub.catalogue = await hubOf(60, [3]);
    hub.faults = ({ url }) =>
      /expand=private(?!.*expand=).*cursor|cursor.*expand=private(?!.*expand=)/.test(url)
        ? { kind: 'status', status: 503, form: 'json' }
        : null;
    const { code, stderr } = await collect('--update', '--check-deleted');
    expect(`${code} ${stderr}`).toMatch(
      /^3 not brought up to date: deletions among the models: the Hub answered 503/,
    );
    expect(await json('status')).toMatchObject({ models: 60, finished: false });
    hub.faults = () => null;
    expect((await collect('--update', '--check-deleted')).code).toBe(0);
    expect(await json('status')).toMatchObject({ models: 59, finished: true, gone: { models: 1 } });
  });

  it('does not believe that most of many repos are gone at once', async () => {
    hub.catalogue = await hubOf(300);
    await collect();
    hub.catalogue = await hubOf(20);
    const { code, stderr } = await collect('--update', '--check-deleted');
    expect(`${code} ${stderr}`).toMatch(/^3 .*280 of 300 are not listed any more, which is not believed/);
    expect(await json('status')).toMatchObject({ models: 300 });
  });
});
