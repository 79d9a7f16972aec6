import { protocols } from '../../definitions/protocols.ts';
import { repoKinds } from '../../repo-kind.ts';
import { coverageSql } from '../read/coverage-sql.ts';

/**
 * References are distinct pairs of a model and a folded name. An edge stands for one pair; what the edges do not hold
 * is kept beside them: pairs that are not edges (placeholders, self-loops), and edges that several names lead to, or
 * none (where a folded name stands for several repos that differ in case, its pair belongs to the first of them).
 */
export const pairsSql: string[] = repoKinds.map(
  (kind) =>
    `CREATE TEMP TABLE pairs_of_${kind} AS
     SELECT model, folded, any_value(state) AS state, min(node) AS node, bit_or(relation) AS relations,
       bool_or(node = model) AS self, bool_or(same_owner) AS same_owner
     FROM uses_of_${kind} GROUP BY model, folded`,
);

/**
 * `set_aside_pairs` and `pair_surplus`, in small steps: each has the memory to itself. The names that are done with go.
 */
export const countPairsSql = (create: string): string[] => [
  `${create} set_aside_pairs AS
   SELECT 'models' AS kind, model, ${relations} AS relations, same_owner FROM pairs_of_models WHERE node = model`,
  `INSERT INTO set_aside_pairs
   SELECT 'datasets', model, 16, same_owner FROM pairs_of_datasets WHERE state = 'placeholder' ORDER BY model`,
  `${create} pair_surplus (kind VARCHAR, model INTEGER, node INTEGER, pairs INTEGER)`,
  ...repoKinds.flatMap((kind) => [
    `INSERT INTO pair_surplus SELECT '${kind}', model, node, count(*) - 1 FROM pairs_of_${kind}
     WHERE node IN (SELECT node FROM (SELECT DISTINCT node, folded FROM name_nodes WHERE kind = '${kind}')
       GROUP BY node HAVING count(*) > 1) AND state <> 'placeholder'
     GROUP BY model, node HAVING count(*) > 1 ORDER BY ALL`,
    `INSERT INTO pair_surplus SELECT '${kind}', model, node, -1 FROM (
       SELECT model, node FROM uses_of_${kind} WHERE state <> 'placeholder' AND folded IN (${foldedInSeveral(kind)})
       EXCEPT SELECT model, node FROM pairs_of_${kind} WHERE folded IN (${foldedInSeveral(kind)})) ORDER BY ALL`,
    `DROP TABLE uses_of_${kind}`,
    `DROP TABLE pairs_of_${kind}`,
  ]),
];

/** Folded names that stand for several repos, which differ in case alone. */
const foldedInSeveral = (kind: string): string =>
  `SELECT folded FROM name_nodes WHERE kind = '${kind}' GROUP BY folded HAVING count(DISTINCT node) > 1`;

const relations = `(CASE relations WHEN 0 THEN 16 ELSE relations END)::INTEGER`;

/** What `coverage` is made of where nothing is left out: expensive, and needed by every report. */
export const countCoverageSql = (create: string): string[] => [
  `${create} coverage_groups (protocol VARCHAR, question VARCHAR, sort VARCHAR, tasks VARCHAR[], pairs BIGINT)`,
  ...protocols.flatMap((protocol) =>
    coverageSql(protocol).map(
      (select) => `INSERT INTO coverage_groups SELECT '${protocol}', * FROM (${select}) ORDER BY ALL`,
    ),
  ),
];
