import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSimulatedHub } from '../../../src/commands/simulate/generate.ts';
import { relations } from '../../../src/definitions/relations.ts';
import type { BaseDifferences } from '../../../src/documents/status/status-document.ts';
import { statusTables } from '../../../src/documents/status/status-tables.ts';
import { faultList } from '../../../src/simulate/faults/faults.ts';
import {
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
} from '../../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../../src/simulate/serve/server.ts';
import { openSnapshotForWriting } from '../../../src/snapshot/file/open-snapshot.ts';
import { changingCatalogue } from '../../support/changing-catalogue.ts';
import { makeProgramFolder, runAside } from '../../support/program-folder.ts';
import { runHfreuse } from '../../support/run.ts';

let folder: string;
let file: string;
let server: SimulatedHub | null = null;
/** What was asked for, in order. */
let asked: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-bases-'));
  file = join(folder, 'hub.duckdb');
  asked = [];
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

async function serve(catalogue: () => Catalogue): Promise<void> {
  server = await startServer(changingCatalogue(catalogue), {
    quota: 1_000_000,
    faults: ({ url }) => {
      asked.push(url);
      return null;
    },
  });
}

const collectArgs = (...more: string[]): string[] => [
  ...['collect', '--all', '--endpoint', server?.url ?? '', '--snapshot', file, '--resolve', 'all'],
  ...['--page-size', '50', ...more],
];
const collect = (...more: string[]) => runHfreuse(collectArgs(...more));
const status = async (snapshot = file) =>
  JSON.parse((await runHfreuse(['status', '--snapshot', snapshot, '--format', 'json'])).stdout);

const hubId = (n: number): string => (1_700_000_000 + n).toString(16).padEnd(24, '0');
/** A model with these base models among its tags, and an answer to `baseModels` of its own. */
const model = (n: number, id: string, bases: string[], baseModels?: unknown): CatalogueEntry => {
  const date = new Date((1_700_000_000 + n) * 1000).toISOString();
  const tags = bases.map((base) => `base_model:${base}`);
  const item = { _id: hubId(n), id, tags, pipeline_tag: 'fill-mask', createdAt: date, lastModified: date };
  return { kind: 'models', item: baseModels === undefined ? item : { ...item, baseModels } };
};
type Named = [n: number | null, id: string];
const named = (...bases: Named[]) => related('finetune', ...bases);
const related = (relation: string | null | undefined, ...bases: Named[]) => ({
  relation,
  models: bases.map(([n, id]) => ({ ...(n === null ? {} : { _id: hubId(n) }), id })),
});

const handMade: CatalogueEntry[] = [
  model(1, 'org/base', []),
  model(2, 'org/other', []),
  { kind: 'models', oldId: 'old/base', newId: 'org/base' },
  // Alike: in another case, in two forms, by an old name, by a name alone, outside the listing, and itself set aside.
  model(10, 'a/case', ['ORG/Base'], named([1, 'org/base'])),
  model(
    11,
    'a/pair',
    ['org/base', 'finetune:org/base', 'merge:org/other'],
    named([2, 'org/other'], [1, 'org/base']),
  ),
  model(12, 'a/old', ['old/base'], named([1, 'org/base'])),
  model(13, 'a/renamed-since', ['org/base'], named([1, 'org/was-base'])),
  model(14, 'a/name-alone', ['adapter:org/base'], named([null, 'Org/base'])),
  model(15, 'a/outside', ['un/listed'], named([77, 'un/Listed'])),
  model(16, 'a/itself', ['a/itself', 'org/base'], named([16, 'a/itself'], [1, 'org/base'])),
  // In the tags alone: a base of two, a repo that is gone, a name that cannot be one, and all of them.
  model(20, 't/one', ['org/base', 'org/other'], named([1, 'org/base'])),
  model(21, 't/gone', ['gone/model'], null),
  model(22, 't/malformed', ['adapter:C:\\Models\\x'], {}),
  model(23, 't/odd', ['quantized:org/base'], { models: 'org/base' }),
  // In baseModels alone: a listed one, one that nothing else names, and both at once.
  model(30, 'b/listed', [], named([2, 'org/other'])),
  model(31, 'b/new', ['org/base'], named([1, 'org/base'], [90, 'else/where'], [90, 'ELSE/where'])),
  model(32, 'b/instead', ['org/base'], named([2, 'org/other'])),
  model(40, 'c/none', [], null),
  { kind: 'models', item: { _id: hubId(77), id: 'un/listed', tags: [] }, listed: false },
];
/** 14 with a base in either; bases in both: 8 of the first seven, and one each of t/one and b/new. */
const wanted = {
  ...{ models: 14, differing: 7, inBoth: 10, onlyTags: 5, onlyBaseModels: 3 },
  // Of the first seven, five have plain tags alone.
  otherRelation: 2,
  noRelation: 5,
  otherRelationExamples: [
    { model: 'a/name-alone', base: 'Org/base', tags: ['adapter'], baseModels: ['finetune'] },
    { model: 'a/pair', base: 'org/other', tags: ['merge'], baseModels: ['finetune'] },
  ],
};

const base: Named = [1, 'org/base'];
const other: Named = [2, 'org/other'];
const ofRelations: CatalogueEntry[] = [
  model(1, 'org/base', []),
  model(2, 'org/other', []),
  { kind: 'models', oldId: 'old/base', newId: 'org/base' },
  // The same: beside a plain tag, in two groups, two of one base by two names.
  model(10, 's/plain-too', ['org/base', 'quantized:org/base'], related('quantized', base)),
  model(
    11,
    's/groups',
    ['finetune:org/base', 'merge:org/other'],
    [related('merge', other), related('finetune', base)],
  ),
  model(
    12,
    's/two',
    ['adapter:old/base', 'merge:org/base'],
    [related('merge', base), related('adapter', base)],
  ),
  // Another one: of one base of two, of both, one of two of one base, and beside one without a relation.
  model(20, 'o/one', ['merge:org/base', 'merge:org/other'], [related('merge', base), named(other)]),
  model(21, 'o/both', ['merge:org/base', 'merge:org/other'], related('adapter', base, other)),
  model(22, 'o/two', ['finetune:org/base', 'merge:org/base'], related('merge', base)),
  model(23, 'o/beside', ['org/other', 'adapter:old/base'], related('quantized', base, other)),
  // None: in the tags, in baseModels (null, absent, odd, a word of its own), in both.
  model(30, 'n/tags', ['org/base'], related('merge', base)),
  model(31, 'n/null', ['merge:org/base'], related(null, base)),
  model(32, 'n/absent', ['merge:org/base'], related(undefined, base)),
  model(33, 'n/odd', ['merge:org/base'], { ...named(base), relation: ['merge'] }),
  model(34, 'n/word', ['merge:org/base'], related('upscaled', base)),
  model(35, 'n/both', ['org/base'], related('', base)),
  // Other bases: relations are not compared.
  model(40, 'd/more', ['adapter:org/base'], named(base, other)),
  model(41, 'd/fewer', ['adapter:org/base', 'adapter:org/other'], named(base)),
];

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

  it('a snapshot whose baseModels were kept without their relations is read', async () => {
    const catalogue = await buildCatalogue(ofRelations);
    await serve(() => catalogue);
    await collect('--check-bases');
    const before = (await status()).baseDifferences;
    const snapshot = await openSnapshotForWriting(file);
    await snapshot.connection.run(
      `UPDATE model_rows SET base_models = regexp_replace(base_models, ',"relation":(null|"[^"]*")', '', 'g')`,
    );
    snapshot.close();
    const none = { otherRelation: 0, noRelation: 13, otherRelationExamples: [] };
    expect((await status()).baseDifferences).toEqual({ ...before, ...none });
  });

  it('without it baseModels is not asked for, and status holds none', async () => {
    const catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    await collect();
    expect(asked.filter((url) => url.includes('baseModels'))).toEqual([]);
    expect(await status()).toMatchObject({ models: 17, baseDifferences: null });
    expect((await runHfreuse(['status', '--snapshot', file])).stdout).not.toMatch(/baseModels/);
  });

  it('another choice than the first one is refused, naming the difference', async () => {
    const catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    await collect();
    for (const more of [[], ['--update']]) {
      const { code, stderr } = await collect('--check-bases', ...more);
      expect(`${code} ${stderr}`).toMatch(/^2 .*its --check-bases is no, this run's would be yes/);
    }
    expect((await collect('--check-bases', '--restart')).code).toBe(0);
    const { code, stderr } = await collect();
    expect(`${code} ${stderr}`).toMatch(/^2 .*its --check-bases is yes, this run's would be no/);
    expect((await status()).baseDifferences).toEqual(wanted);
  });

  it('an update compares what changed', async () => {
    let catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    await collect('--check-bases');
    const later = new Date(Date.now() + 60_000).toISOString();
    const changed = handMade.map((entry): CatalogueEntry => {
      if (!('item' in entry) || entry.item.id !== 't/one') return entry;
      const baseModels = named([1, 'org/base'], [2, 'org/other']);
      return { ...entry, item: { ...entry.item, lastModified: later, baseModels } };
    });
    catalogue = await buildCatalogue([...changed, model(50, 'n/new', ['org/other'], null)]);
    expect((await collect('--check-bases', '--update')).code).toBe(0);
    expect((await status()).baseDifferences).toEqual({ ...wanted, models: 15, inBoth: 11, noRelation: 6 });
  });

  it('answers that were kept give the same status', async () => {
    const catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    await collect('--check-bases', '--keep-pages', join(folder, 'crawl'));
    const again = join(folder, 'again.duckdb');
    const { code } = await runHfreuse(['import', '--pages', join(folder, 'crawl'), '--snapshot', again]);
    expect(code).toBe(0);
    expect(await status(again)).toEqual(await status());
    expect((await status(again)).baseDifferences).toEqual(wanted);
  });

  it('a collection that was cut off goes on with it', async () => {
    const catalogue = await makeSimulatedHub({ models: 300, datasets: 20, seed: 4, cards: false });
    const failing = await startServer(catalogue, {
      quota: 1_000_000,
      faults: faultList({ 3: { kind: 'status', status: 503, form: 'json' } }),
    });
    server = failing;
    expect((await collect('--check-bases', '--retries', '0')).code).toBe(3);
    expect((await status()).complete).toBe(false);
    expect((await collect('--check-bases')).code).toBe(0);
    expect((await status()).baseDifferences).toEqual(await compareServed(failing.url));
  });
});

describe('baseModels of the simulated Hub', () => {
  it.each([1, 2])('differs for a share of the models, as counted from its pages, seed %d', async (seed) => {
    const catalogue = await makeSimulatedHub({ models: 1000, datasets: 20, seed, cards: false });
    await serve(() => catalogue);
    await collect('--check-bases', '--page-size', '1000');
    const counted = await compareServed(server?.url ?? '');
    expect((await status()).baseDifferences).toEqual(counted);
    expect(counted.differing).toBeGreaterThan(counted.models / 50);
    expect(counted.otherRelation).toBeGreaterThan(counted.models / 100);
    expect(Math.min(counted.inBoth, counted.onlyTags, counted.onlyBaseModels)).toBeGreaterThan(0);
  });

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

interface Served {
  _id: string;
  id: string;
  tags: string[];
  baseModels?: { relation: string; models: { _id: string; id: string }[] };
}

/** The same comparison over the pages themselves, by names that the Hub is asked for, in plain JavaScript. */
async function compareServed(url: string): Promise<BaseDifferences> {
  const served: Served[] = [];
  let next: string | undefined = `${url}/api/models?sort=createdAt&expand=tags&expand=baseModels`;
  while (next !== undefined) {
    const response: Response = await fetch(next);
    served.push(...((await response.json()) as Served[]));
    next = /<(http[^>]+)>/.exec(response.headers.get('link') ?? '')?.[1];
  }
  const today = new Map(served.map(({ id }) => [id.toLowerCase(), id]));
  const nameNow = async (name: string): Promise<string> => {
    const folded = name.toLowerCase();
    const known = today.get(folded);
    if (known !== undefined) return known;
    const answer = /^[\w.-]+(\/[\w.-]+)?$/.test(name) ? await fetch(`${url}/api/models/${name}`) : null;
    const now = answer?.ok ? ((await answer.json()) as Served).id : folded;
    today.set(folded, now);
    return now;
  };
  const sums = { models: 0, differing: 0, inBoth: 0, onlyTags: 0, onlyBaseModels: 0 };
  const kinds = { otherRelation: 0, noRelation: 0 };
  const examples: BaseDifferences['otherRelationExamples'] = [];
  for (const { id, tags, baseModels } of served) {
    const names = tags
      .filter((tag) => tag.startsWith('base_model:'))
      .map((tag) => tag.replace(/^base_model:((finetune|adapter|quantized|merge):)?/, '').trim())
      .map((name) => name.replace(/^https?:\/\/(huggingface\.co|hf\.co)\//i, '').replace(/\/+$/, ''));
    const fromTags = new Set(await Promise.all(names.filter((name) => name !== '').map(nameNow)));
    const stated = new Set((baseModels?.models ?? []).map((base) => base.id));
    for (const set of [fromTags, stated]) set.delete(id);
    const inBoth = [...fromTags].filter((base) => stated.has(base)).length;
    sums.models += fromTags.size + stated.size > 0 ? 1 : 0;
    sums.differing += inBoth < fromTags.size || inBoth < stated.size ? 1 : 0;
    sums.inBoth += inBoth;
    sums.onlyTags += fromTags.size - inBoth;
    sums.onlyBaseModels += stated.size - inBoth;
    if (inBoth < fromTags.size || inBoth < stated.size || inBoth === 0) continue;
    const byTags: [base: string, relation: string][] = [];
    for (const tag of tags) {
      const [, relation, name] = /^base_model:(finetune|adapter|quantized|merge):(.+)$/.exec(tag) ?? [];
      if (relation !== undefined && name !== undefined) byTags.push([await nameNow(name), relation]);
    }
    const pairs = [...stated].map((base) => ({
      model: id,
      base,
      tags: relations.filter((word) => byTags.some(([of, relation]) => of === base && relation === word)),
      baseModels: relations.filter((word) => baseModels?.relation === word),
    }));
    const others = pairs.filter(
      ({ tags: words }) => words.length > 0 && words.join() !== baseModels?.relation,
    );
    examples.push(...others.sort((a, b) => (a.base < b.base ? -1 : 1)).slice(0, 1));
    if (others.length > 0) kinds.otherRelation += 1;
    else if (pairs.some(({ tags: words }) => words.length === 0)) kinds.noRelation += 1;
  }
  const byId = (a: { model: string }, b: { model: string }) =>
    Buffer.compare(Buffer.from(a.model), Buffer.from(b.model));
  return { ...sums, ...kinds, otherRelationExamples: examples.sort(byId).slice(0, 5) };
}
