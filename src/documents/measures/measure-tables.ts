import { type Measure, measuresOf, type Protocol } from '../../definitions/protocols.ts';
import type { DescribedColumn, Table } from '../table.ts';
import { count, toColumns } from '../table.ts';

const populations: Record<Measure['population'], string> = {
  all: 'all members',
  nonzero: 'nonzero members',
};

/** The measures of a protocol: what the value x of a report's figures is, and the headline population. */
const toMeasureColumns = (protocol: Protocol): DescribedColumn[] =>
  toColumns(
    Object.fromEntries(
      measuresOf[protocol].map(({ question, measure, definition, unit, population }) => [
        measure,
        count(`${question}. ${definition}`, unit, { population: populations[population] }),
      ]),
    ),
  );

/** What `report` counts under each protocol. */
export const tablesOfMeasures: readonly Table[] = [
  { name: 'measures', command: 'report', columns: toMeasureColumns('current') },
  {
    name: 'studyMeasures',
    command: 'report --protocol study-2025',
    columns: toMeasureColumns('study-2025'),
  },
];
