import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { FaultPlan } from '../../../src/simulate/faults/faults.ts';
import type { Catalogue, CatalogueEntry } from '../../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../../src/simulate/serve/server.ts';
import { changingCatalogue } from '../../support/changing-catalogue.ts';
import { runHfreuse } from '../../support/run.ts';

export let folder: string;
export let file: string;
export let server: SimulatedHub | null = null;
/** What was asked for, in order. */
export let asked: string[];

/** A folder and a Hub for each test. */
export function prepareBases(): void {
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
}

/** Serves what the Hub holds at each request. */
export async function serve(catalogue: () => Catalogue, faults: FaultPlan = () => null): Promise<void> {
  server = await startServer(changingCatalogue(catalogue), {
    quota: 1_000_000,
    faults: (request) => {
      asked.push(request.url);
      return faults(request);
    },
  });
}

export const collectArgs = (...more: string[]): string[] => [
  ...['collect', '--all', '--endpoint', server?.url ?? '', '--snapshot', file, '--resolve', 'all'],
  ...['--page-size', '50', ...more],
];
export const collect = (...more: string[]) => runHfreuse(collectArgs(...more));
export const status = async (snapshot = file) =>
  JSON.parse((await runHfreuse(['status', '--snapshot', snapshot, '--format', 'json'])).stdout);

export const hubId = (n: number): string => (1_700_000_000 + n).toString(16).padEnd(24, '0');
/** A model with these base models among its tags, and an answer to `baseModels` of its own. */
export const model = (n: number, id: string, bases: string[], baseModels?: unknown): CatalogueEntry => {
  const date = new Date((1_700_000_000 + n) * 1000).toISOString();
  const tags = bases.map((base) => `base_model:${base}`);
  const item = { _id: hubId(n), id, tags, pipeline_tag: 'fill-mask', createdAt: date, lastModified: date };
  return { kind: 'models', item: baseModels === undefined ? item : { ...item, baseModels } };
};
export type Named = [n: number | null, id: string];
export const nameBases = (...bases: Named[]) => relateBases('finetune', ...bases);
export const relateBases = (relation: string | null | undefined, ...bases: Named[]) => ({
  relation,
  models: bases.map(([n, id]) => ({ ...(n === null ? {} : { _id: hubId(n) }), id })),
});

export const handMade: CatalogueEntry[] = [
  model(1, 'org/base', []),
  model(2, 'org/other', []),
  { kind: 'models', oldId: 'old/base', newId: 'org/base' },
  // Alike: in another case, in two forms, by an old name, by a name alone, outside the listing, and itself set aside.
  model(10, 'a/case', ['ORG/Base'], nameBases([1, 'org/base'])),
  model(
    11,
    'a/pair',
    ['org/base', 'finetune:org/base', 'merge:org/other'],
    nameBases([2, 'org/other'], [1, 'org/base']),
  ),
  model(12, 'a/old', ['old/base'], nameBases([1, 'org/base'])),
  model(13, 'a/renamed-since', ['org/base'], nameBases([1, 'org/was-base'])),
  model(14, 'a/name-alone', ['adapter:org/base'], nameBases([null, 'Org/base'])),
  model(15, 'a/outside', ['un/listed'], nameBases([77, 'un/Listed'])),
  model(16, 'a/itself', ['a/itself', 'org/base'], nameBases([16, 'a/itself'], [1, 'org/base'])),
  // In the tags alone: a base of two, a repo that is gone, a name that cannot be one, and all of them.
  model(20, 't/one', ['org/base', 'org/other'], nameBases([1, 'org/base'])),
  model(21, 't/gone', ['gone/model'], null),
  model(22, 't/malformed', ['adapter:C:\\Models\\x'], {}),
  model(23, 't/odd', ['quantized:org/base'], { models: 'org/base' }),
  // In baseModels alone: a listed one, one that nothing else names, and both at once.
  model(30, 'b/listed', [], nameBases([2, 'org/other'])),
  model(31, 'b/new', ['org/base'], nameBases([1, 'org/base'], [90, 'else/where'], [90, 'ELSE/where'])),
  model(32, 'b/instead', ['org/base'], nameBases([2, 'org/other'])),
  model(40, 'c/none', [], null),
  { kind: 'models', item: { _id: hubId(77), id: 'un/listed', tags: [] }, listed: false },
];
/** 14 with a base in either; bases in both: 8 of the first seven, and one each of t/one and b/new. */
export const wanted = {
  ...{ models: 14, differing: 7, inBoth: 10, onlyTags: 5, onlyBaseModels: 3 },
  // Of the first seven, five have plain tags alone.
  otherRelation: 2,
  noRelation: 5,
  otherRelationExamples: [
    { model: 'a/name-alone', base: 'Org/base', tags: ['adapter'], baseModels: ['finetune'] },
    { model: 'a/pair', base: 'org/other', tags: ['merge'], baseModels: ['finetune'] },
  ],
};

export const base: Named = [1, 'org/base'];
export const other: Named = [2, 'org/other'];
export const ofRelations: CatalogueEntry[] = [
  model(1, 'org/base', []),
  model(2, 'org/other', []),
  { kind: 'models', oldId: 'old/base', newId: 'org/base' },
  // The same: beside a plain tag, in two groups, two of one base by two names.
  model(10, 's/plain-too', ['org/base', 'quantized:org/base'], relateBases('quantized', base)),
  model(
    11,
    's/groups',
    ['finetune:org/base', 'merge:org/other'],
    [relateBases('merge', other), relateBases('finetune', base)],
  ),
  model(
    12,
    's/two',
    ['adapter:old/base', 'merge:org/base'],
    [relateBases('merge', base), relateBases('adapter', base)],
  ),
  // Another one: of one base of two, of both, one of two of one base, and beside one without a relation.
  model(20, 'o/one', ['merge:org/base', 'merge:org/other'], [relateBases('merge', base), nameBases(other)]),
  model(21, 'o/both', ['merge:org/base', 'merge:org/other'], relateBases('adapter', base, other)),
  model(22, 'o/two', ['finetune:org/base', 'merge:org/base'], relateBases('merge', base)),
  model(23, 'o/beside', ['org/other', 'adapter:old/base'], relateBases('quantized', base, other)),
  // None: in the tags, in baseModels (null, absent, odd, a word of its own), in both.
  model(30, 'n/tags', ['org/base'], relateBases('merge', base)),
  model(31, 'n/null', ['merge:org/base'], relateBases(null, base)),
  model(32, 'n/absent', ['merge:org/base'], relateBases(undefined, base)),
  model(33, 'n/odd', ['merge:org/base'], { ...nameBases(base), relation: ['merge'] }),
  model(34, 'n/word', ['merge:org/base'], relateBases('upscaled', base)),
  model(35, 'n/both', ['org/base'], relateBases('', base)),
  // Other bases: relations are not compared.
  model(40, 'd/more', ['adapter:org/base'], nameBases(base, other)),
  model(41, 'd/fewer', ['adapter:org/base', 'adapter:org/other'], nameBases(base)),
];
