import { describe, expect, it } from 'vitest';
import { repo } from '../../hub/fake-hub.ts';
import { runHfreuse } from '../../support/run.ts';
import { collect, file, hour, hub, model, prepareHub, query, status } from './changing-hub.ts';

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

  it('takes out of the figures what is private now, and back what is public again', async () => {
    hub.models = [model(1, 48 * hour), model(2, 48 * hour)];
    await collect();
    hub.models[1] = model(2, -1000, { private: true });
    await collect('--update');
    expect(await status()).toMatchObject({ models: 1, private: 1 });
    hub.models[1] = model(2, -2000);
    await collect('--update');
    expect(await status()).toMatchObject({ models: 2, private: 0 });
  });

  it('that ended half-way is warned of, and gone on with', async () => {
    hub.models = [model(1, 48 * hour)];
    await collect();
    hub.models.push(model(2, -1000));
    // The first listing is read, the second is not.
    hub.failsFrom = hub.listings + 1;
    const half = await collect('--update', '--concurrency', '1');
    expect(half.code).toBe(3);
    expect(await status()).toMatchObject({ complete: true, finished: false });
    const report = await runHfreuse(['report', '--snapshot', file, '--format', 'json']);
    expect(JSON.parse(report.stdout).warnings[0]).toMatch(/^Half updated: .* run collect again\.$/);
    hub.failsFrom = Number.POSITIVE_INFINITY;
    expect((await collect()).stderr).toMatch(/is finished/);
    expect(await status()).toMatchObject({ finished: true, models: 2 });
    const after = await runHfreuse(['report', '--snapshot', file, '--format', 'json']);
    expect(after.stdout).not.toContain('Half updated');
  });
});
