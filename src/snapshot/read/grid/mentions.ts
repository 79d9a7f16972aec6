import { readDeclaredSql, readNamesSql, readTextsSql, resolveNamesSql } from '../../derive/resolve-names.ts';

/** How often a text is in the tags. Within a name its quotes would be escaped: then a model is read for nothing. */
const occurrences = (pattern: string): string => `len(regexp_extract_all(r.tags, '${pattern}'))`;

/**
 * What the tags of a model hold at least: each of its edges and placeholders once, an edge with relations once with
 * each. `sure` is false where the tags do not show by their number alone that this is all.
 */
const leastSql = `CREATE TEMP TABLE grid_least AS
  SELECT model, sum(datasets)::INTEGER AS datasets, sum(related)::INTEGER AS related, sum(plain)::INTEGER AS plain,
    bool_and(sure) AS sure
  FROM (
    SELECT model, 1 AS datasets, 0 AS related, 0 AS plain, true AS sure FROM grid_datasets_used
    UNION ALL SELECT model, 0, bit_count(relations & 15), (relations = 16)::INTEGER, true FROM grid_bases
    UNION ALL SELECT model, (kind = 'datasets')::INTEGER, 0, 0, kind = 'datasets' FROM set_aside_pairs
    UNION ALL SELECT model, 0, 0, 0, false FROM pair_surplus)
  GROUP BY model`;

/**
 * The few models that name something twice, under two names or in a way that the numbers leave open: only their names
 * are resolved again, as taking all names apart costs more than the rest of a grid.
 */
const doubtfulSql = `CREATE TEMP TABLE grid_doubtful AS
  SELECT m.model, m.row, r.tags FROM grid_least l JOIN grid_models m USING (model) JOIN model_rows r ON r.rowid = m.row
  WHERE NOT l.sure
    OR CASE WHEN contains(r.tags, '"dataset:') THEN ${occurrences('"dataset:')} ELSE 0 END <> l.datasets
    OR CASE WHEN contains(r.tags, '"base_model:') THEN
        ${occurrences('"base_model:(?:finetune|adapter|quantized|merge):')} <> l.related
        OR (l.plain > 0 AND (l.related > 0 OR ${occurrences('"base_model:')} <> l.plain))
      ELSE l.related + l.plain > 0 END`;

/** The repos that a doubtful model may name: what its edges lead to, and itself. */
const candidates = {
  models: `(SELECT model, row, owner, created_at FROM models WHERE model IN (
    SELECT base FROM model_bases WHERE model IN (SELECT model FROM grid_doubtful) UNION SELECT model FROM grid_doubtful))`,
  datasets: `(SELECT dataset, row, owner, created_at FROM datasets WHERE dataset IN (
    SELECT dataset FROM model_datasets WHERE model IN (SELECT model FROM grid_doubtful)))`,
};

const sureEdges = (table: string): string => `${table} WHERE model NOT IN (SELECT model FROM grid_doubtful)`;

/** Where renames are not followed, an edge that only a rename found leads to something that is not listed. */
const plainSql = (node: string): string => `CASE WHEN flags & 2 > 0 THEN -1 - ${node} ELSE ${node} END`;

/**
 * Every mention of a dataset or base among the tags. `thing` is what the name stands for; `plainSql` the same without
 * following renames: a name that is not listed stands for itself (an arbitrary negative number). `first` is one mention
 * of each (model, plain). The Hub writes a base twice, plain and with its relation: the plain form of a name is `kept`
 * only where the model does not give it with a relation.
 */
export const mentionsSql: string[] = [
  leastSql,
  doubtfulSql,
  readTextsSql({ rows: 'grid_doubtful' }),
  ...readDeclaredSql,
  ...readNamesSql(candidates.models, candidates.datasets),
  ...resolveNamesSql,
  `CREATE TEMP TABLE grid_mentions AS
   SELECT kind, model, thing, plain, row_number() OVER (PARTITION BY kind, model, plain) = 1 AS first,
     kind = 'datasets' OR relation > 0 OR max(relation) OVER (PARTITION BY kind, model, thing, folded) = 0 AS kept
   FROM (
     SELECT n.kind, d.model, n.node AS thing, CASE WHEN n.state = 'listed' THEN n.node ELSE -1 - n.folded END AS plain,
       n.folded, d.relation
     FROM declared d JOIN name_nodes n ON n.name = d.name
     WHERE n.state <> 'placeholder')`,
  `INSERT INTO grid_mentions
   SELECT 'datasets', model, dataset, ${plainSql('dataset')}, true, true FROM ${sureEdges('grid_datasets_used')}`,
  `INSERT INTO grid_mentions
   SELECT 'models', model, base, ${plainSql('base')}, i = 0, true FROM grid_bases, range(4) t(i)
   WHERE i < greatest(1, bit_count(relations & 15)) AND model NOT IN (SELECT model FROM grid_doubtful)`,
];
