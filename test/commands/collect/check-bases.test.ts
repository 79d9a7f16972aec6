import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSimulatedHub } from '../../../src/commands/simulate/generate.ts';
import type { BaseDifferences } from '../../../src/documents/status/status-document.ts';
import { faultList } from '../../../src/simulate/faults/faults.ts';
import {
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
} from '../../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../../src/simulate/serve/server.ts';
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
const named = (...bases: [n: number | null, id: string][]) => ({
  relation: 'finetune',
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
const wanted = { models: 14, differing: 7, inBoth: 10, onlyTags: 5, onlyBaseModels: 3 };

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
    expect((await status()).baseDifferences).toEqual({ ...wanted, models: 15, inBoth: 11 });
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

const getJson = async (path: string): Promise<unknown> => (await fetch(`${server?.url}${path}`)).json();

interface Served {
  _id: string;
  id: string;
  tags: string[];
  baseModels?: { models: { _id: string; id: string }[] };
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
  }
  return sums;
}
