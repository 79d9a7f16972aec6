import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

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

const ids: Record<LeaderCandidates['kind'], string> = {
  models: 'SELECT m.model AS number, r.id FROM models m JOIN model_rows r ON r.rowid = m.row',
  datasets: 'SELECT d.dataset AS number, r.id FROM datasets d JOIN dataset_rows r ON r.rowid = d.row',
  owners: 'SELECT owner AS number, name AS id FROM owners',
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
    const rows = await readRows(
      snapshot.connection,
      `SELECT c.sample, c.value, i.id FROM (
         SELECT unnest(from_json($samples, '["INTEGER"]')) AS sample, unnest(from_json($numbers, '["INTEGER"]')) AS number,
           unnest(from_json($values, '["DOUBLE"]')) AS value) c
       JOIN (${ids[kind]}) i ON i.number = c.number
       QUALIFY row_number() OVER (PARTITION BY c.sample ORDER BY c.value DESC, i.id) <= ${most}
       ORDER BY c.sample, c.value DESC, i.id`,
      {
        samples: JSON.stringify(asked.flatMap(({ index, numbers }) => numbers.map(() => index))),
        numbers: JSON.stringify(asked.flatMap(({ numbers }) => numbers)),
        values: JSON.stringify(asked.flatMap(({ values }) => values)),
      },
    );
    for (const { sample, value, id } of rows) {
      leaders[Number(sample)]?.push({ id: String(id), value: Number(value) });
    }
  }
  return leaders;
}
