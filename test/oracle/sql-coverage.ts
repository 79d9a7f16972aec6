import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteAll } from './sql-names.ts';
import { repoCtes, resolveCtes } from './sql-resolve.ts';

type Place = 'inRows' | 'otherTask' | 'noTask' | 'outside' | 'notRepos';

/** How many pairs are there for certain, and how many at most. */
export interface Bounds {
  declared: number;
  places: Record<Place, { least: number; most: number }>;
}

const places: readonly Place[] = ['inRows', 'otherTask', 'noTask', 'outside', 'notRepos'];

/**
 * The coverage of one question under protocol `current`, from the raw tables and docs/definitions.md alone. A folded
 * name that stands for several repos, which differ in case, is one pair that may be in the place of any of them.
 * @param shown the tasks of the question's rows
 */
export async function oracleCoverage(
  connection: DuckDBConnection,
  question: 'RQ1' | 'RQ2' | 'RQ3',
  shown: readonly string[],
): Promise<Bounds> {
  const tasks = quoteAll(shown);
  const place = {
    RQ1: `CASE WHEN kind_of = 'placeholder' THEN 'notRepos' WHEN coalesce(pipeline_tag, '') = '' THEN 'noTask'
      WHEN pipeline_tag IN (${tasks}) THEN 'inRows' ELSE 'otherTask' END`,
    RQ2: `CASE WHEN kind_of IN ('placeholder', 'malformed') THEN 'notRepos' WHEN repo IS NULL THEN 'outside'
      WHEN repo IN (SELECT dataset FROM dataset_tasks WHERE task IN (${tasks})) THEN 'inRows'
      WHEN repo IN (SELECT dataset FROM dataset_tasks WHERE task <> '') THEN 'otherTask' ELSE 'noTask' END`,
    RQ3: `CASE WHEN self_loop OR kind_of = 'malformed' THEN 'notRepos' WHEN repo IS NULL THEN 'outside'
      WHEN repo IN (SELECT hub_id FROM models WHERE pipeline_tag IN (${tasks})) THEN 'inRows'
      WHEN repo IN (SELECT hub_id FROM models WHERE pipeline_tag <> '') THEN 'otherTask' ELSE 'noTask' END`,
  }[question];
  const kind = question === 'RQ3' ? 'models' : 'datasets';
  const reader = await connection.runAndReadAll(`WITH RECURSIVE ${repoCtes}, ${resolveCtes},
    pairs AS (SELECT k.model, k.folded_name, list_distinct(list(${place})) AS places
      FROM mentions k JOIN models m ON m.hub_id = k.model WHERE k.kind = '${kind}' GROUP BY ALL)
    SELECT to_json(places)::VARCHAR AS places, count(*)::DOUBLE AS n FROM pairs GROUP BY ALL`);
  const rows = reader.getRowObjects() as { places: string; n: number }[];
  const bounds: Bounds = {
    declared: 0,
    places: Object.fromEntries(places.map((name) => [name, { least: 0, most: 0 }])) as Bounds['places'],
  };
  for (const { places: text, n } of rows) {
    const possible = JSON.parse(text) as Place[];
    bounds.declared += n;
    for (const name of possible) {
      bounds.places[name].most += n;
      if (possible.length === 1) bounds.places[name].least += n;
    }
  }
  return bounds;
}
