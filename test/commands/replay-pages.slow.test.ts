import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/commands/simulate.ts';
import { runHfreuse } from '../support/run.ts';
import { answersOf, at, crawl, prepareCrawl, withHub } from './kept-pages.ts';

prepareCrawl();

describe('collect --keep-pages, import --pages', () => {
  it('simulate --serve --replay gives the answers again', async () => {
    const server = await simulate({ serve: true, replay: crawl });
    if (server === null) throw new Error('not served');
    try {
      const scope = ['--task', 'fill-mask', '--task', 'text-generation', '--resolve', '30'];
      const to = ['--endpoint', server.url, '--snapshot', at('served.duckdb')];
      expect((await runHfreuse(['collect', ...to, ...scope])).code).toBe(0);
      const rows = async (name: string) =>
        JSON.parse((await runHfreuse(['report', '--snapshot', at(name), '--format', 'json'])).stdout).rows;
      expect(await rows('served.duckdb')).toEqual(await rows('crawl.duckdb'));
      const kept = answersOf('crawl').find(({ status }) => status === 307);
      const path = String(kept?.url).replace(/^http:\/\/[^/]+/, '');
      const answer = await fetch(`${server.url}${path}`, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('date')]).toEqual([307, kept?.date]);
      expect((await fetch(`${server.url}/api/models/never/asked`)).status).toBe(404);
    } finally {
      await server.close();
    }
  });

  it('a snapshot that was begun without', async () => {
    await withHub(null, async ({ url }) => {
      const scope = ['--task', 'fill-mask', '--snapshot', at('bare.duckdb'), '--endpoint', url];
      expect((await runHfreuse(['collect', ...scope])).code).toBe(0);
      const { code, stderr } = await runHfreuse(['collect', ...scope, '--keep-pages', at('bare')]);
      expect(`${code} ${stderr}`).toMatch(/^2 .*was begun without --keep-pages/);
    });
  });
});
