import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect } from '../../src/commands/collect.ts';
import { status } from '../../src/commands/status.ts';
import { hubIdOf } from '../../src/simulate/serve/catalogue.ts';
import { replayCatalogue } from '../../src/simulate/serve/replay.ts';
import { startServer } from '../../src/simulate/serve/server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-replay-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);

/** The ids of a listing, to its last page. */
async function readAll(first: string): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | undefined = first; next !== undefined; ) {
    const response: Response = await fetch(next);
    expect(response.status).toBe(200);
    ids.push(...((await response.json()) as { id: string }[]).map(({ id }) => id));
    next = /<(http[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return ids;
}

describe('replaying recorded metadata', () => {
  it('takes items as they are, but for notes and nulls, and makes an _id where there is none', async () => {
    const separator = '\u2028';
    const lines = [
      { id: 'a/b', tags: [`x${separator}y`], _source: '2025', library_name: null },
      { _id: '0123456789abcdef01234567', id: 'c', createdAt: '2023-01-26T00:47:03.000Z' },
    ];
    write('models.ndjson.gz', gzipSync(`${lines.map((item) => JSON.stringify(item)).join('\n')}\n\n`));
    write('renames.csv', 'kind,old_id,new_id,evidence_grade\r\nmodel,Old,a/b,A\r\n');
    const { models, datasets, renames } = await replayCatalogue(folder);
    expect([models.size, datasets.size]).toEqual([2, 0]);
    expect(models.find('A/b')).toEqual({
      id: 'a/b',
      tags: [`x${separator}y`],
      _id: hubIdOf('models', 'a/b'),
    });
    expect(models.find('c')?._id).toBe('0123456789abcdef01234567');
    expect(hubIdOf('models', 'a/b')).toMatch(/^[0-9a-f]{24}$/);
    expect([...renames.models]).toEqual([['old', 'a/b']]);
    expect(models.itemAt(0).id).toBe('c');
  });

  it('takes files that begin with a byte-order mark, packed and plain', async () => {
    write('models.ndjson', '\uFEFF{"id":"a/b","tags":["dataset:x/y"]}\n{"id":"c","note":"\uFEFF"}\n');
    write('datasets.ndjson.gz', gzipSync('\uFEFF{"id":"d"}'));
    write('renames.csv', '\uFEFFkind,old_id,new_id\nmodel,old,a/b\n');
    const { models, datasets, renames } = await replayCatalogue(folder);
    expect([models.size, datasets.size]).toEqual([2, 1]);
    expect(models.find('c')).toMatchObject({ note: '\uFEFF' });
    expect([...renames.models]).toEqual([['old', 'a/b']]);
  });

  it('loses no repo without dates, and answers every page of every order', async () => {
    // Half of all simulated `_id`s would be of a time to come.
    const lines = Array.from({ length: 40 }, (_, n) => ({
      id: `owner/model-${n}`,
      pipeline_tag: 'fill-mask',
      tags: [],
      ...(n % 4 === 0 && { createdAt: new Date(1_700_000_000_000 + n * 1000).toISOString() }),
      ...(n % 3 === 0 && { lastModified: new Date(1_710_000_000_000 + n * 1000).toISOString() }),
    }));
    write('models.ndjson', lines.map((item) => JSON.stringify(item)).join('\n'));
    write('datasets.ndjson', lines.map(({ id }) => JSON.stringify({ id, tags: [] })).join('\n'));
    const logged: string[] = [];
    const hub = await startServer(await replayCatalogue(folder), { log: (line) => logged.push(line) });
    try {
      for (const order of ['createdAt', 'createdAt&direction=1', 'lastModified']) {
        const ids = await readAll(`${hub.url}/api/models?limit=7&sort=${order}`);
        expect([...ids].sort()).toEqual(lines.map(({ id }) => id).sort());
        const [field] = order.split('&') as ['createdAt' | 'lastModified'];
        const dated = ids.map((id) => lines.find((line) => line.id === id)?.[field] !== undefined);
        // Repos without the date come last in a descending order, first in an ascending one.
        const inOrder = [...dated].sort((a, b) => Number(b) - Number(a));
        expect(dated).toEqual(order.endsWith('1') ? inOrder.reverse() : inOrder);
      }
      const snapshot = join(folder, 'hub.duckdb');
      const request = { snapshot, all: true, endpoint: hub.url, pageSize: 7, resolve: 'none' } as const;
      await collect(request, { world: { env: { HOME: '/nonexistent' } } });
      const { document } = await status(snapshot);
      expect([document.models, document.datasets, document.complete]).toEqual([40, 40, true]);
    } finally {
      await hub.close();
    }
    expect(logged).toEqual([]);
  });

  it('reports what is wrong with a folder', async () => {
    const failure = (): Promise<unknown[]> =>
      replayCatalogue(folder).then(
        () => [],
        (error) => [error.name, error.exitCode, error.message],
      );
    expect(await failure()).toEqual(['HfreuseError', 1, `${folder} holds no recorded metadata`]);
    write('datasets.ndjson', '{"id":"a"}\n{"id":5}\n');
    expect((await failure())[2]).toContain('datasets.ndjson, line 2');
    write('datasets.ndjson', '{"id":"a"}\n');
    write('renames.csv', 'kind,old_id,new_id\nspace,a,b\n');
    expect((await failure())[2]).toContain('renames.csv, line 2');
    write('models.ndjson.gz', 'this is not gzip');
    expect((await failure())[2]).toContain('models.ndjson.gz cannot be read');
    await expect(replayCatalogue(join(folder, 'none'))).rejects.toThrow('there is no folder');
  });

  const real = join(import.meta.dirname, '../../../shared/real');
  it.skipIf(!existsSync(real))('reads real metadata (skipped where ../shared/real is absent)', async () => {
    const { models, datasets, renames } = await replayCatalogue(real);
    expect([models.size, datasets.size]).toEqual([15_904, 29_061]);
    expect(renames.models.size + renames.datasets.size).toBeGreaterThan(150);
    const asked = {
      filters: [],
      pipelineTag: null,
      author: null,
      search: [],
      sort: 'createdAt',
      withPrivate: false,
    } as const;
    expect(models.select(asked).length).toBe(15_904);
  });
});
