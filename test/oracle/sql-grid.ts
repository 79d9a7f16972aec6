/** The other choices of a grid, each from the raw tables: one `SELECT task, member, v` a choice, zeros in. */
import { studyMeasures } from './sql-measures.ts';
import { currentTasks, quoteAll, study2025TaskPairs } from './sql-names.ts';
import { repoCtes, resolveCtes } from './sql-resolve.ts';

/** `measure|choice|setting` → who (task, member) and what (member, v, and task where it matters). */
type Alternatives = Record<string, { who: string; what: string; byTask?: boolean }>;

const pipelineMembers =
  'SELECT pipeline_tag AS task, hub_id AS member FROM models WHERE pipeline_tag IS NOT NULL';
const datasetMembers = 'SELECT task, dataset AS member FROM dataset_tasks';
const tagMembers = `${pipelineMembers} UNION SELECT tag, model FROM model_tags`;

/** What a name stands for when no rename is followed. */
const unfollowed = `CASE WHEN kind_of = 'listed' THEN 'repo ' || repo ELSE 'name ' || folded_name END`;
const datasetMentions = `(SELECT * FROM mentions WHERE kind = 'datasets' AND kind_of <> 'placeholder')`;
const baseMentions = `(SELECT * FROM mentions WHERE kind = 'models')`;
/** Itself by an old name is another when no rename is followed. */
const unfollowedBases = `(SELECT * FROM ${baseMentions} WHERE kind_of <> 'listed' OR repo <> model)`;

/** A name of a base, as often as the model gives it with a relation, else as often as it gives it. */
const baseTimes = `(SELECT model, repo, CASE count(relation) WHEN 0 THEN count(*) ELSE count(relation) END AS times
  FROM ${baseMentions} WHERE NOT self_loop GROUP BY model, repo, thing, folded_name)`;

const uses = `SELECT model AS member, count(DISTINCT thing) AS v FROM ${datasetMentions} GROUP BY model`;

const edges = (having = 'true'): string => `(SELECT model, thing, any_value(repo) AS repo FROM mentions
  WHERE kind = 'models' AND NOT self_loop GROUP BY model, thing HAVING ${having})`;
const bases = (having?: string): string =>
  `SELECT model AS member, count(*) AS v FROM ${edges(having)} GROUP BY model`;
const derivatives = (having?: string): string =>
  `SELECT repo AS member, count(*) AS v FROM ${edges(having)} WHERE repo IS NOT NULL GROUP BY repo`;

const owner = (kind: string): string => `CASE WHEN contains(id, '/') THEN 'owner ' ||
    translate(split_part(id, '/', 1), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') ELSE '${kind} ' || hub_id END`;
const ownersOf = (kind: 'models' | 'datasets'): string =>
  `(SELECT hub_id AS repo, ${owner(kind)} AS owner FROM ${kind})`;

/** Distinct owners of the models of some pairs (model, repo), but that of the repo itself. */
const users = (kind: 'models' | 'datasets', pairs: string): string => `
  SELECT p.repo AS member, count(DISTINCT m.owner) AS v FROM ${pairs} p JOIN ${ownersOf('models')} m ON m.repo = p.model
  JOIN ${ownersOf(kind)} r ON r.repo = p.repo WHERE m.owner <> r.owner GROUP BY p.repo`;

const relations = ['finetune', 'adapter', 'quantized', 'merge', 'unspecified'];

/** Whether an edge has one of some relations; the plain form alone is `unspecified`. */
const hasOneOf = (wanted: readonly string[]): string =>
  `(coalesce(bool_or(relation IN (${quoteAll(wanted)})), false) OR (count(relation) = 0 AND ${wanted.includes('unspecified')}))`;

const relationAlternatives = (): Alternatives =>
  Object.fromEntries(
    relations.flatMap((relation) =>
      [
        { setting: `${relation} alone`, wanted: [relation] },
        { setting: `without ${relation}`, wanted: relations.filter((other) => other !== relation) },
      ].flatMap(({ setting, wanted }) => [
        [
          `derivatives-per-model|relations|${setting}`,
          { who: pipelineMembers, what: derivatives(hasOneOf(wanted)) },
        ],
        [`bases-per-model|relations|${setting}`, { who: pipelineMembers, what: bases(hasOneOf(wanted)) }],
      ]),
    ),
  );

const currentAlternatives: Alternatives = {
  'datasets-per-model|taskOf|all tags': { who: tagMembers, what: uses },
  'datasets-per-model|repeats|kept': {
    who: pipelineMembers,
    what: `SELECT model AS member, count(*) AS v FROM ${datasetMentions} GROUP BY model`,
  },
  'datasets-per-model|renames|not followed': {
    who: pipelineMembers,
    what: `SELECT model AS member, count(DISTINCT ${unfollowed}) AS v FROM ${datasetMentions} GROUP BY model`,
  },
  'models-per-dataset|scope|same task': {
    who: datasetMembers,
    what: `SELECT m.pipeline_tag AS task, u.repo AS member, count(DISTINCT u.model) AS v
      FROM ${datasetMentions} u JOIN models m ON m.hub_id = u.model GROUP BY ALL`,
    byTask: true,
  },
  'models-per-dataset|repeats|kept': {
    who: datasetMembers,
    what: `SELECT repo AS member, count(*) AS v FROM ${datasetMentions} GROUP BY repo`,
  },
  'models-per-dataset|renames|not followed': {
    who: datasetMembers,
    what: `SELECT repo AS member, count(DISTINCT model) AS v FROM ${datasetMentions} WHERE kind_of = 'listed' GROUP BY repo`,
  },
  'models-per-dataset|users|owners': { who: datasetMembers, what: users('datasets', datasetMentions) },
  'derivatives-per-model|users|owners': { who: pipelineMembers, what: users('models', edges()) },
  'derivatives-per-model|taskOf|all tags': { who: tagMembers, what: derivatives() },
  'derivatives-per-model|repeats|kept': {
    who: pipelineMembers,
    what: `SELECT repo AS member, sum(times) AS v FROM ${baseTimes} GROUP BY repo`,
  },
  'derivatives-per-model|renames|not followed': {
    who: pipelineMembers,
    what: `SELECT repo AS member, count(DISTINCT model) AS v FROM ${unfollowedBases} WHERE kind_of = 'listed' GROUP BY repo`,
  },
  'derivatives-per-model|direction|bases per derivative': { who: pipelineMembers, what: bases() },
  'bases-per-model|taskOf|all tags': { who: tagMembers, what: bases() },
  'bases-per-model|repeats|kept': {
    who: pipelineMembers,
    what: `SELECT model AS member, sum(times) AS v FROM ${baseTimes} GROUP BY model`,
  },
  'bases-per-model|renames|not followed': {
    who: pipelineMembers,
    what: `SELECT model AS member, count(DISTINCT ${unfollowed}) AS v FROM ${unfollowedBases} GROUP BY model`,
  },
  'bases-per-model|direction|derivatives per model': { who: pipelineMembers, what: derivatives() },
  ...relationAlternatives(),
};

const study2025Members = 'SELECT task, model AS member FROM model_tasks';
const itemIds = `(SELECT i.model, d.hub_id AS dataset FROM items i JOIN datasets d ON d.id = i.item)`;
const lengthOf = (list: 'datasets' | 'bases'): string => `SELECT model AS member, ${list} AS v FROM lengths`;

/** Different items of a card's list; without a card, different names of the tags as they are (`tags`). */
const differentItems = (column: string, tags: string): string => `
  SELECT m.hub_id AS member, CASE WHEN m.has_card THEN coalesce(c.v, 0) ELSE coalesce(t.v, 0) END AS v FROM models m
  LEFT JOIN (SELECT model, len(list_distinct(list(item))) AS v FROM (
      SELECT hub_id AS model, CAST(unnest(CASE json_type(${column}) WHEN 'VARCHAR' THEN [CAST(${column} AS JSON)]
        WHEN 'ARRAY' THEN json_extract(${column}, '$[*]') END) AS VARCHAR) AS item FROM models)
    GROUP BY model) c ON c.model = m.hub_id
  LEFT JOIN (${tags}) t ON t.model = m.hub_id`;

const study2025Alternatives: Alternatives = {
  'datasets-per-model|taskOf|pipeline tag': { who: pipelineMembers, what: lengthOf('datasets') },
  'datasets-per-model|repeats|counted once': {
    who: study2025Members,
    what: differentItems(
      'card_datasets',
      `SELECT model, count(DISTINCT rest) AS v FROM written WHERE kind = 'datasets' GROUP BY model`,
    ),
  },
  'models-per-dataset|taskOf|pipeline tag': {
    who: datasetMembers,
    what: `SELECT m.pipeline_tag AS task, i.dataset AS member, count(DISTINCT i.model) AS v
      FROM ${itemIds} i JOIN models m ON m.hub_id = i.model GROUP BY ALL`,
    byTask: true,
  },
  'models-per-dataset|scope|any task': {
    who: datasetMembers,
    what: `SELECT dataset AS member, count(DISTINCT model) AS v FROM ${itemIds} GROUP BY dataset`,
  },
  'models-per-dataset|repeats|kept': {
    who: datasetMembers,
    what: `SELECT t.task, i.dataset AS member, count(*) AS v FROM ${itemIds} i
      JOIN model_tasks t ON t.model = i.model GROUP BY ALL`,
    byTask: true,
  },
  'bases-per-model|taskOf|pipeline tag': { who: pipelineMembers, what: lengthOf('bases') },
  'bases-per-model|repeats|counted once': {
    who: study2025Members,
    what: differentItems('card_base_model', 'SELECT model, bases AS v FROM tag_lists'),
  },
  'bases-per-model|direction|derivatives per model': {
    who: study2025Members,
    what: `SELECT b.hub_id AS member, count(DISTINCT i.model) AS v FROM models b JOIN (
        SELECT hub_id AS model, card_base_model->>'$' AS item FROM models
        WHERE has_card AND json_type(card_base_model) = 'VARCHAR'
        UNION ALL SELECT model, item->>'$' FROM (
          SELECT hub_id AS model, unnest(json_extract(card_base_model, '$[*]')) AS item FROM models
          WHERE has_card AND json_type(card_base_model) = 'ARRAY') WHERE json_type(item) = 'VARCHAR'
        UNION ALL SELECT w.model, w.rest FROM written w JOIN models m ON m.hub_id = w.model
        WHERE w.kind = 'models' AND NOT m.has_card) i ON i.item = b.id GROUP BY b.hub_id`,
  },
};

/** Every choice at once, or those of some keys: columns key, task, nAll, meanAll, sdAll, nNonzero, meanNonzero, sdNonzero. */
export function gridSql(
  protocol: 'current' | 'study-2025',
  isWanted: (key: string) => boolean = () => true,
): string {
  const pairs = protocol === 'current' ? currentTasks : study2025TaskPairs;
  const tasks = `tasks(modality, task) AS (VALUES ${pairs.map((pair) => `(${quoteAll(pair)})`).join(', ')})`;
  const ctes = protocol === 'current' ? [resolveCtes] : [studyMeasures];
  const alternatives = protocol === 'current' ? currentAlternatives : study2025Alternatives;
  const wanted = Object.entries(alternatives).filter(([key]) => isWanted(key));
  const values = wanted.map(
    ([key, { who, what, byTask }]) => `
    SELECT '${key}' AS key, w.task, CAST(coalesce(c.v, 0) AS BIGINT) AS v FROM (${who}) w
    LEFT JOIN (${what}) c ON c.member = w.member ${byTask === true ? 'AND c.task = w.task' : ''}`,
  );
  return `WITH RECURSIVE ${[tasks, repoCtes, ...ctes].join(',\n')}
    SELECT key, task, CAST(count(*) AS INTEGER) AS "nAll", avg(v) AS "meanAll", stddev_samp(v) AS "sdAll",
      CAST(count(*) FILTER (v > 0) AS INTEGER) AS "nNonzero", avg(v) FILTER (v > 0) AS "meanNonzero",
      stddev_samp(v) FILTER (v > 0) AS "sdNonzero"
    FROM (${values.join(' UNION ALL ')}) WHERE task IN (SELECT task FROM tasks) GROUP BY key, task ORDER BY key, task`;
}
