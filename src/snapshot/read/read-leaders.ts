import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';
import { readFirstByName } from './read-names.ts';

/** Members of a sample with the greatest values, as numbers; more than are wanted where several have the last value. */
export interface LeaderCandidates {
  kind: 'models' | 'datasets' | 'owners';
  numbers: readonly number[];
  values: readonly number[];
}

/** A member with one of the greatest values, by the id that the Hub or its repos give it. */
export interface Leader {
  id: string;
  value: number;
}

/** Where the numbers of each kind are: the row of each, and the table and column that name it. */
const places: Record<LeaderCandidates['kind'], { numbers: string; names: string }> = {
  models: {
    numbers: 'SELECT model AS number, row FROM models',
    names: 'SELECT rowid AS row, id FROM model_rows',
  },
  datasets: {
    numbers: 'SELECT dataset AS number, row FROM datasets',
    names: 'SELECT rowid AS row, id FROM dataset_rows',
  },
  owners: {
    numbers: 'SELECT owner AS number, rowid AS row FROM owners',
    names: 'SELECT rowid AS row, name AS id FROM owners',
  },
};

/**
 * Names the leaders of samples: the greatest values first, equal ones by id in code-point order. The derived tables
 * must be there.
 * @param samples one entry each
 * @param most how many are named of a sample
 */
export async function readLeaders(
  snapshot: Snapshot,
  samples: readonly LeaderCandidates[],
  most: number,
): Promise<Leader[][]> {
  const leaders: Leader[][] = samples.map(() => []);
  for (const kind of ['models', 'datasets', 'owners'] as const) {
    const asked = samples.flatMap((sample, index) => (sample.kind === kind ? [{ ...sample, index }] : []));
    if (asked.every(({ numbers }) => numbers.length === 0)) continue;
    const numbers = asked.flatMap((sample) => sample.numbers);
    const rows = await readRows(
      snapshot.connection,
      `SELECT c.sample, c.value, n.id FROM (
         SELECT unnest(${list(asked.flatMap((sample) => sample.numbers.map(() => sample.index)))}) AS sample,
           unnest(${list(await readRowNumbers(snapshot, kind, numbers))}::BIGINT[]) AS row,
           unnest(${list(asked.flatMap((sample) => sample.values))}::DOUBLE[]) AS value) c
       JOIN (${places[kind].names}) n ON n.row = c.row
       QUALIFY row_number() OVER (PARTITION BY c.sample ORDER BY c.value DESC, n.id) <= ${most}
       ORDER BY c.sample, c.value DESC, n.id`,
    );
    for (const { sample, value, id } of rows) {
      leaders[Number(sample)]?.push({ id: String(id), value: Number(value) });
    }
  }
  return leaders;
}

/** This many candidates of a sample are named together with those of all others. */
const mostCandidates = 1000;

/**
 * Of very many candidates, those that will be named: where all models have the same value, lists of all of them for
 * every sample would take gigabytes. The derived tables must be there.
 * @param most how many are named of a sample
 */
export async function keepFirst(
  snapshot: Snapshot,
  candidates: LeaderCandidates,
  most: number,
): Promise<LeaderCandidates> {
  const { kind, numbers, values } = candidates;
  if (numbers.length <= mostCandidates) return candidates;
  const least = values.reduce((one, other) => Math.min(one, other));
  const sure = numbers.flatMap((number, place) => {
    const value = values[place] ?? least;
    return value > least ? [{ number, value }] : [];
  });
  const tied = numbers.filter((_, place) => values[place] === least);
  const first = await readFirstByName(snapshot, kind, tied, most - sure.length);
  return {
    kind,
    numbers: [...sure.map(({ number }) => number), ...first],
    values: [...sure.map(({ value }) => value), ...first.map(() => least)],
  };
}

const list = (numbers: readonly number[]): string => `[${numbers.join(', ')}]`;

/**
 * The row of each number. A query of its own, and lists as they are: in one with the names DuckDB joins whole tables,
 * which takes ten times as long.
 */
async function readRowNumbers(
  snapshot: Snapshot,
  kind: LeaderCandidates['kind'],
  numbers: readonly number[],
): Promise<number[]> {
  const distinct = [...new Set(numbers)];
  const rows = await readRows(
    snapshot.connection,
    `SELECT p.number, p.row::DOUBLE AS row FROM (SELECT unnest(${list(distinct)}) AS number) c
     JOIN (${places[kind].numbers}) p ON p.number = c.number`,
  );
  const rowOf = new Map(rows.map(({ number, row }) => [Number(number), Number(row)]));
  return numbers.map((number) => rowOf.get(number) ?? -1);
}
