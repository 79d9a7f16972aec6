import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { statusTables } from '../../../src/documents/status/status-tables.ts';
import { buildCatalogue } from '../../../src/simulate/serve/catalogue.ts';
import { makeProgramFolder, runAside } from '../../support/program-folder.ts';
import { runHfreuse } from '../../support/run.ts';
import {
  asked,
  base,
  collect,
  collectArgs,
  file,
  folder,
  handMade,
  hubId,
  model,
  type Named,
  ofRelations,
  other,
  prepareBases,
  serve,
  server,
  status,
  wanted,
} from './bases-hub.ts';

prepareBases();

describe('collect --check-bases', () => {
  it('status counts how baseModels and the tags differ', async () => {
    const catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    const env = makeProgramFolder(join(folder, 'bin'));
    // Through the built program, as a user would.
    const run = await runAside(join(folder, 'bin', 'hfreuse'), collectArgs('--check-bases'), { env });
    expect(run).toMatchObject({ code: 0 });
    const listings = asked.filter((url) => /^\/api\/(models|datasets)\?/.test(url));
    expect(listings.map((url) => url.includes('expand=baseModels'))).toEqual(
      listings.map((url) => url.startsWith('/api/models?')),
    );
    expect(await status()).toMatchObject({ finished: true, baseDifferences: wanted });
    const page = await runAside(join(folder, 'bin', 'hfreuse'), ['status', '--snapshot', file], { env });
    expect(page.printed.replace(/\s+/g, ' ')).toContain(
      'tags and baseModels differ for 7 of 14 models; bases: 10 in both, 5 in the tags alone, 3 in baseModels alone',
    );
  });

  it('status counts the models with the same bases under another relation, and names some', async () => {
    const catalogue = await buildCatalogue(ofRelations);
    await serve(() => catalogue);
    expect((await collect('--check-bases')).code).toBe(0);
    const example = (id: string, of: Named, tags: string[], baseModels: string[]) => ({
      ...{ model: id, base: of[1], tags, baseModels },
    });
    const found = (await status()).baseDifferences;
    expect(found).toMatchObject({ models: 15, differing: 2, otherRelation: 4, noRelation: 6 });
    expect(found.otherRelationExamples).toEqual([
      example('o/beside', base, ['adapter'], ['quantized']),
      example('o/both', base, ['merge'], ['adapter']),
      example('o/one', other, ['merge'], ['finetune']),
      example('o/two', base, ['finetune', 'merge'], ['merge']),
    ]);
    expect(Object.keys(found)).toEqual(namesOf('baseDifferences'));
    expect(Object.keys(found.otherRelationExamples[0])).toEqual(namesOf('otherRelationExamples'));
    const { stdout } = await runHfreuse(['status', '--snapshot', file]);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '4 models have the same bases in both under another relation; 6 have the same bases, one without a relation; o/beside of org/base: adapter in the tags, quantized in baseModels; o/both of org/base: merge in the tags, adapter',
    );
  });

  it('without it baseModels is not asked for, and status holds none', async () => {
    const catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    await collect();
    expect(asked.filter((url) => url.includes('baseModels'))).toEqual([]);
    expect(await status()).toMatchObject({ models: 17, baseDifferences: null });
    expect((await runHfreuse(['status', '--snapshot', file])).stdout).not.toMatch(/baseModels/);
  });
});

describe('baseModels of the simulated Hub', () => {
  it('is {relation, models}, absent where there is none, the same for a list and a repo', async () => {
    const catalogue = await buildCatalogue([
      model(1, 'org/base', []),
      { kind: 'models', oldId: 'old/base', newId: 'org/base' },
      model(2, 'a/b', ['OLD/base', 'quantized:old/base', 'gone/x', 'adapter:C:\\x']),
      model(3, 'a/c', ['gone/x']),
    ]);
    await serve(() => catalogue);
    const models = [{ _id: hubId(1), id: 'org/base' }];
    const expected = [
      { _id: hubId(3), id: 'a/c' },
      { _id: hubId(2), id: 'a/b', baseModels: { relation: 'quantized', models } },
      { _id: hubId(1), id: 'org/base' },
    ];
    expect(await getJson('/api/models?sort=createdAt&expand=baseModels')).toEqual(expected);
    for (const item of expected) {
      expect(await getJson(`/api/models/${item.id}?expand=baseModels`)).toEqual(item);
    }
    expect(JSON.stringify(await getJson('/api/models?sort=createdAt'))).not.toContain('baseModels');
    expect((await fetch(`${server?.url}/api/datasets?expand=baseModels`)).status).toBe(400);
  });
});

const namesOf = (table: string): string[] =>
  statusTables.find(({ name }) => name === table)?.columns.map(({ key }) => key) ?? [];

const getJson = async (path: string): Promise<unknown> => (await fetch(`${server?.url}${path}`)).json();
