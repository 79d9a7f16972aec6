import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteAll } from './sql-names.ts';
import { repoCtes, resolveCtes } from './sql-resolve.ts';

type Place = 'inRows' | 'otherTask' | 'noTask' | 'outside' | 'notRepos';

/** How many pairs are there for certain, and how many at most. */
export interface Bounds {
  declared: { least: number; most: number };
  places: Record<Place, { least: number; most: number }>;
}

/** Which pairs are asked for: of these relations alone (RQ3), and what was created before a day. */
export interface OracleSlice {
  relations?: readonly string[];
  createdBefore?: string;
}

const places: readonly Place[] = ['inRows', 'otherTask', 'noTask', 'outside', 'notRepos'];

/**
 * The coverage of one question under protocol `current`, from the raw tables and docs/definitions.md alone. A folded
 * name that stands for several repos, which differ in case, is one pair that may be in the place of any of them.
 * Of one relation, it may also be none where the names lead to one repo by this relation and to another by others.
 * An edge has the relations of every name that leads to it; `unspecified` is one with the plain form alone. A target that is not in the slice is outside.
 * @param shown the tasks of the question's rows
 */
export async function oracleCoverage(
  connection: DuckDBConnection,
  question: 'RQ1' | 'RQ2' | 'RQ3',
  shown: readonly string[],
  { relations, createdBefore }: OracleSlice = {},
): Promise<Bounds> {
  const isThere = createdBefore === undefined ? 'true' : `created_at < TIMESTAMP '${createdBefore}'`;
  const away = (kind: string) => `repo NOT IN (SELECT hub_id FROM ${kind} WHERE ${isThere})`;
  const isWanted =
    relations === undefined || question !== 'RQ3'
      ? 'true'
      : `list_has_any(relations, [${quoteAll(relations)}])`;
  const tasks = quoteAll(shown);
  const place = {
    RQ1: `CASE WHEN kind_of = 'placeholder' THEN 'notRepos' WHEN coalesce(pipeline_tag, '') = '' THEN 'noTask'
      WHEN pipeline_tag IN (${tasks}) THEN 'inRows' ELSE 'otherTask' END`,
    RQ2: `CASE WHEN kind_of IN ('placeholder', 'malformed') THEN 'notRepos' WHEN repo IS NULL OR ${away('datasets')} THEN 'outside'
      WHEN repo IN (SELECT dataset FROM dataset_tasks WHERE task IN (${tasks})) THEN 'inRows'
      WHEN repo IN (SELECT dataset FROM dataset_tasks WHERE task <> '') THEN 'otherTask' ELSE 'noTask' END`,
    RQ3: `CASE WHEN self_loop OR kind_of = 'malformed' THEN 'notRepos' WHEN repo IS NULL OR ${away('models')} THEN 'outside'
      WHEN repo IN (SELECT hub_id FROM models WHERE pipeline_tag IN (${tasks})) THEN 'inRows'
      WHEN repo IN (SELECT hub_id FROM models WHERE pipeline_tag <> '') THEN 'otherTask' ELSE 'noTask' END`,
  }[question];
  const kind = question === 'RQ3' ? 'models' : 'datasets';
  const reader = await connection.runAndReadAll(`WITH RECURSIVE ${repoCtes}, ${resolveCtes},
    edges AS (SELECT *, coalesce(list(relation) FILTER (relation IS NOT NULL)
        OVER (PARTITION BY model, CASE WHEN self_loop THEN 'self ' || folded_name ELSE thing END), ['unspecified']) AS relations,
        len(list_distinct(list(thing) OVER (PARTITION BY model, folded_name))) > 1 AS several
      FROM mentions WHERE kind = '${kind}'),
    pairs AS (SELECT k.model, k.folded_name, list_distinct(list(${place})) AS places, bool_or(several) AS several
      FROM edges k JOIN models m ON m.hub_id = k.model WHERE ${isWanted} AND m.hub_id IN (SELECT hub_id FROM models WHERE ${isThere})
      GROUP BY ALL)
    SELECT to_json(places)::VARCHAR AS places, several, count(*)::DOUBLE AS n FROM pairs GROUP BY ALL`);
  const rows = reader.getRowObjects() as { places: string; several: boolean; n: number }[];
  const bounds: Bounds = {
    declared: { least: 0, most: 0 },
    places: Object.fromEntries(places.map((name) => [name, { least: 0, most: 0 }])) as Bounds['places'],
  };
  for (const { places: text, several, n } of rows) {
    const possible = JSON.parse(text) as Place[];
    const isCertain = isWanted === 'true' || !several;
    bounds.declared.most += n;
    if (isCertain) bounds.declared.least += n;
    for (const name of possible) {
      bounds.places[name].most += n;
      if (possible.length === 1 && isCertain) bounds.places[name].least += n;
    }
  }
  return bounds;
}
