import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import {
  type ApiItem,
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
} from '../../src/simulate/serve/catalogue.ts';

const everything = {
  filters: [],
  pipelineTag: null,
  author: null,
  search: [],
  sort: 'createdAt' as const,
  withPrivate: true,
};

/** The entries that a catalogue was made of, to make another of them. */
export function entriesOf(catalogue: Catalogue): CatalogueEntry[] {
  const entries: CatalogueEntry[] = [];
  for (const kind of ['models', 'datasets'] as const) {
    const shelf = catalogue[kind];
    const listed = new Set(shelf.select(everything));
    for (let position = 0; position < shelf.size; position += 1) {
      entries.push({ kind, item: shelf.itemAt(position), listed: listed.has(position) });
    }
    for (const [oldId, newId] of catalogue.renames[kind]) entries.push({ kind, oldId, newId });
  }
  return entries;
}

const model = (index: number, more: Partial<ApiItem>): CatalogueEntry => ({
  kind: 'models',
  item: {
    _id: `${index}`.padStart(24, 'b'),
    id: `bad/model-${index}`,
    tags: [],
    pipeline_tag: index % 2 === 0 ? 'fill-mask' : 'text-generation',
    createdAt: `202${index}-05-05T05:05:05.000Z`,
    lastModified: `202${index}-06-05T05:05:05.000Z`,
    ...more,
  },
});

/** Some hundred repos, among them list items that are not repos. */
export async function makeFaultyHub(): Promise<Catalogue> {
  const made = await makeSimulatedHub({ models: 700, datasets: 200, seed: 5, cards: true });
  return buildCatalogue([
    ...entriesOf(made),
    ...[0, 1].map((index) => model(index, { _id: '' })),
    ...[2, 3].map((index) => model(index, { id: '' })),
  ]);
}
