import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubIdOf } from '../../src/simulate/serve/catalogue.ts';
import { replayCatalogue } from '../../src/simulate/serve/replay.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-replay-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);

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

  it('tells what is wrong with a folder', async () => {
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
