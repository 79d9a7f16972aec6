import { describe, expect, it } from 'vitest';
import { repo } from '../../hub/fake-hub.ts';
import { collect, hour, hub, model, prepareHub, query, status } from './changing-hub.ts';

prepareHub();

describe('--update', () => {
  it.each([-3, 3])('sees what changed since, though the clocks are %i hours apart', async (hours) => {
    hub.clockMs = hours * hour;
    hub.models = [model(1, 30 * 24 * hour), model(2, 20 * 24 * hour)];
    expect((await collect()).code).toBe(0);
    hub.models[0] = { ...model(1, -60_000), likes: 77 };
    expect((await collect('--update')).code).toBe(0);
    expect(await query(`SELECT likes::INTEGER AS likes FROM model_rows ORDER BY hub_id`)).toEqual([
      { likes: 77 },
      { likes: 1 },
    ]);
  });

  it('asks again for names that were answered before', async () => {
    hub.models = [model(1, 48 * hour, { tags: ['dataset:hidden', 'dataset:taken'] })];
    hub.exists.set('taken', repo(50, { id: 'now/elsewhere' }));
    await collect();
    expect((await status()).references.datasets).toMatchObject({ outside: 1, missing: 1 });
    hub.exists.set('hidden', repo(51, { id: 'hidden' }));
    hub.exists.delete('taken');
    hub.looked = [];
    expect((await collect('--update')).stderr).toMatch(/is finished/);
    expect(hub.looked.sort()).toEqual(['hidden', 'now/elsewhere', 'taken']);
    expect(await status()).toMatchObject({
      finished: true,
      references: { datasets: { outside: 1, missing: 1, unresolved: 0 } },
    });
    hub.looked = [];
    expect((await collect()).stderr).toMatch(/nothing is left to read/);
    expect(hub.looked).toEqual([]);
  });
});
