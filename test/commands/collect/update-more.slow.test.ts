import { describe, expect, it } from 'vitest';
import { runHfreuse } from '../../support/run.ts';
import { collect, file, hour, hub, model, prepareHub, status } from './changing-hub.ts';

prepareHub();

describe('--update', () => {
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
});
