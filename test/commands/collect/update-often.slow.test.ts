import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { collect, file, hour, hub, model, prepareHub, query, status } from './changing-hub.ts';

prepareHub();

it('an update leaves one row of each repo, however often it is done', async () => {
  const text = ['x'.repeat(20_000)];
  hub.models = Array.from({ length: 300 }, (_, n) => model(n, 48 * hour, { tags: [`${n}`, ...text] }));
  await collect('--resolve', 'none');
  let early = 0;
  for (let round = 1; round <= 12; round += 1) {
    hub.models = hub.models.map((_, n) => model(n, 0, { tags: [`${round} ${n}`, ...text], likes: round }));
    await collect('--update', '--resolve', 'none');
    if (round === 4) early = statSync(file).size;
  }
  expect(await query('SELECT count(*)::INTEGER AS n, min(likes)::INTEGER AS likes FROM model_rows')).toEqual([
    { n: 300, likes: 12 },
  ]);
  expect((await status()).streams[0]).toMatchObject({ rows: 300, state: 'done' });
  expect(statSync(file).size).toBeLessThan(1.5 * early);
});
