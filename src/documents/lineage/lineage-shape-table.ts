import { relations } from '../../definitions/relations.ts';
import { type ColumnDescriptions, count, structure, type Table, toColumns } from '../table.ts';
import type { LineageDocument } from './lineage.ts';

/** What `lineage` states about the whole graph of base models. */
export type LineageShapeRow = Pick<
  LineageDocument,
  | 'models'
  | 'edges'
  | 'ghosts'
  | 'bases'
  | 'components'
  | 'largestComponent'
  | 'cycles'
  | 'relations'
  | 'leastDescendants'
>;

const relationColumns = toColumns(
  Object.fromEntries(relations.map((name) => [name, count(`Edges of the relation ${name}`, 'edges')])),
);

const shape: ColumnDescriptions<keyof LineageShapeRow> = {
  models: count('Models that take part in at least one base-model edge, ghosts too', 'models'),
  edges: count('Distinct pairs of a derived model and a base', 'edges'),
  ghosts: count('Of these models, those that are not in the snapshot', 'models'),
  bases: count('Of these models, those with derivatives and without a base', 'models'),
  components: count('Weakly connected components', 'components'),
  largestComponent: count('Models of the largest component', 'models', { heading: 'largest component' }),
  cycles: count('Strongly connected components of two or more models', 'components'),
  relations: structure('Edges of each relation; one with several counts under each', 'JSON object', {
    flat: { columns: relationColumns, toRow: (counts) => counts as object },
    toText: (counts) =>
      Object.entries(counts as LineageDocument['relations'])
        .map(([name, n]) => `${n} ${name}`)
        .join(', '),
  }),
  leastDescendants: count('Descendants that make a root lineage', 'models', { heading: 'least' }),
};

/** What `lineage` states about the whole graph, in one row. */
export const lineageShapeTable: Table = {
  name: 'lineage',
  command: 'lineage',
  columns: toColumns(shape),
};
