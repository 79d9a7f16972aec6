import type { Protocol } from '../../definitions/protocols.ts';
import { study2025Tasks } from '../../definitions/tasks.ts';
import { type EdgeChoice, inSliceSql, ofSliceSql, relationSql } from './edge-choice.ts';

/**
 * Pairs by question, by what becomes of them (`target`, `outside`, `notRepo`) and, of a target, by its tasks: queries with
 * the columns question, sort, tasks, pairs, to be put one under the other. On the derived tables.
 */
export const coverageSql = (protocol: Protocol): string[] =>
  protocol === 'current' ? currentSql : study2025CoverageSql({});

/** Pairs that became edges, and how many of each edge: model, node, pairs. */
const edges = (kind: 'models' | 'datasets', choice: EdgeChoice): string => {
  const target = kind === 'models' ? 'base' : 'dataset';
  const table = kind === 'models' ? 'model_bases' : 'model_datasets';
  return `(SELECT e.model, e.${target} AS node, 1 + coalesce(s.pairs, 0) AS pairs FROM ${table} e
    LEFT JOIN (SELECT model, node, sum(pairs) AS pairs FROM pair_surplus WHERE kind = '${kind}' GROUP BY ALL) s
    ON s.model = e.model AND s.node = e.${target}
    WHERE ${conditions(kind, choice, 'e.flags & 1 = 0')})`;
};

/** Pairs that became none: placeholders and self-loops. */
export const setAside = (kind: 'models' | 'datasets', choice: EdgeChoice): string =>
  `(SELECT model FROM set_aside_pairs e WHERE kind = '${kind}' AND ${conditions(kind, choice, 'NOT e.same_owner')})`;

function conditions(kind: 'models' | 'datasets', choice: EdgeChoice, otherOwner: string): string {
  const all = [
    ...(kind === 'datasets' ? [] : relationSql(choice, 'e.relations')),
    ...(choice.excludeSameOwner === true ? [otherOwner] : []),
    ...ofSliceSql(choice, 'e.model'),
  ];
  return all.length === 0 ? 'true' : all.join(' AND ');
}

/** Nodes are listed repos, then ghosts, then malformed names. */
const sortOf = (kind: 'models' | 'datasets', node: string): string =>
  `CASE WHEN ${node} < (SELECT listed FROM node_counts WHERE kind = '${kind}') THEN 'target'
    WHEN ${node} < (SELECT listed + ghosts FROM node_counts WHERE kind = '${kind}') THEN 'outside' ELSE 'notRepo' END`;

const noTasks = '[]::VARCHAR[]';

/** Pairs by the node that they lead to: node, sort, pairs. */
const byTarget = (kind: 'models' | 'datasets'): string =>
  `(SELECT node, ${sortOf(kind, 'node')} AS sort, sum(pairs) AS pairs FROM ${edges(kind, {})} GROUP BY node)`;

/**
 * Of the whole snapshot; a slice is counted in the graphs. The lists of tasks are made last, one a group: building one for
 * each edge would take minutes.
 */
const currentSql = [
  `SELECT 'RQ1' AS question, 'target' AS sort, CASE WHEN t.name IS NULL THEN ${noTasks} ELSE [t.name] END AS tasks, pairs
   FROM (SELECT m.task, sum(e.pairs) AS pairs FROM ${edges('datasets', {})} e JOIN models m ON m.model = e.model GROUP BY m.task)
   LEFT JOIN tasks t USING (task)`,
  `SELECT 'RQ1', 'notRepo', ${noTasks}, count(*) FROM ${setAside('datasets', {})}`,
  `SELECT 'RQ2', sort, CASE WHEN sort = 'target' THEN coalesce(s.tasks, ${noTasks}) ELSE ${noTasks} END, sum(pairs)
   FROM ${byTarget('datasets')} e
   LEFT JOIN (SELECT dataset, list(t.name ORDER BY t.name) AS tasks FROM dataset_tasks JOIN tasks t USING (task) GROUP BY dataset) s
   ON s.dataset = e.node GROUP BY ALL`,
  `SELECT 'RQ2', 'notRepo', ${noTasks}, count(*) FROM ${setAside('datasets', {})}`,
  `SELECT 'RQ3', sort, CASE WHEN sort = 'target' AND t.name IS NOT NULL THEN [t.name] ELSE ${noTasks} END, sum(pairs)
   FROM (SELECT m.task, sort, sum(pairs) AS pairs
     FROM ${byTarget('models')} e LEFT JOIN models m ON m.model = e.node GROUP BY ALL)
   LEFT JOIN tasks t USING (task) GROUP BY ALL`,
  `SELECT 'RQ3', 'notRepo', ${noTasks}, count(*) FROM ${setAside('models', {})}`,
];

/**
 * The study counts everything that a model lists: its pairs belong to the model's tasks among its tags. Of datasets
 * it counts the models of the same task whose list holds the id letter for letter.
 */
export function study2025CoverageSql(choice: EdgeChoice): string[] {
  const ofModels = (question: string, kind: 'models' | 'datasets') => `
    SELECT '${question}' AS question, 'target' AS sort, ${taskNames} AS tasks, pairs FROM (
      SELECT coalesce(s.tasks, 0) AS bits, m.task >= 0 AS tasked, sum(e.pairs) AS pairs
      FROM (SELECT model, pairs FROM ${edges(kind, choice)} UNION ALL SELECT model, 1 FROM ${setAside(kind, choice)}) e
      JOIN models m ON m.model = e.model LEFT JOIN study_models s ON s.model = e.model GROUP BY ALL)`;
  // A target that is not in the slice was not there yet, or its date is not known: it is outside.
  const inSlice = inSliceSql(choice);
  const there = inSlice === null ? 'true' : `coalesce(d.${inSlice}, false)`;
  return [
    ofModels('RQ1', 'datasets'),
    ofModels('RQ3', 'models'),
    `SELECT 'RQ2', sort, CASE WHEN sort = 'target' THEN ${taskNames} ELSE ${noTasks} END, sum(pairs) FROM (
      SELECT CASE WHEN d.dataset IS NULL THEN ${sortOf('datasets', 'e.node')} WHEN NOT ${there} THEN 'outside' ELSE 'target' END AS sort,
        CASE WHEN u.model IS NULL THEN 0 ELSE coalesce(b.bits, 0) & coalesce(s.tasks, 0) END AS bits, b.bits IS NOT NULL AS tasked,
        sum(e.pairs) AS pairs
      FROM ${edges('datasets', choice)} e LEFT JOIN datasets d ON d.dataset = e.node
      LEFT JOIN study_uses u ON u.model = e.model AND u.dataset = e.node LEFT JOIN study_models s ON s.model = e.model
      LEFT JOIN (SELECT dataset, bit_or(coalesce(w.bit, 0))::INTEGER AS bits FROM dataset_tasks JOIN tasks t USING (task)
        LEFT JOIN (VALUES ${study2025.map((task, bit) => `('${task}', ${2 ** bit})`).join(', ')}) w(task, bit) ON w.task = t.name
        GROUP BY dataset) b ON b.dataset = e.node GROUP BY ALL) GROUP BY ALL`,
    `SELECT 'RQ2', 'notRepo', ${noTasks}, count(*) FROM ${setAside('datasets', choice)}`,
  ];
}

const study2025 = study2025Tasks.map(({ task }) => task);

/** The study's tasks of a bit set; where there is none of them, a word that no row has stands for another task. */
const taskNames = `CASE WHEN bits > 0
    THEN list_filter(['${study2025.join("', '")}'], lambda task, place: bits & (1 << (place - 1)) > 0)
  WHEN tasked THEN [''] ELSE ${noTasks} END`;
