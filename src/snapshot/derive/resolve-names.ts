import { relations } from '../../definitions/relations.ts';
import { repoKinds } from '../../repo-kind.ts';
import { sqlText } from '../../text.ts';
import { tagList, toBits } from './clean-names.ts';
import { nameKey } from './number-repos.ts';

/** Rows of models but those that a later row of the same repo replaces. */
const lastRows = `(SELECT rowid AS row, tags FROM model_rows WHERE rowid NOT IN (SELECT row FROM superseded_models))`;

/** How a tag begins that says how a model was derived. */
const prefixes = relations
  .filter((relation) => relation !== 'unspecified')
  .map((relation) => ({ bit: toBits([relation]), prefix: `base_model:${relation}:` }));

/** In the place of a relation: the tag names a dataset, or is itself one of the words that were asked for. */
const ofDataset = 255;
export const ofWord = 254;

/**
 * The tags that name a base model or a dataset, each a row with the name as it is, in table `declared_texts`. All tags
 * are taken apart once, which costs more than anything else: so words that are looked for among them are kept, too.
 * @param rows `row, tags` of the models to read, as it is written after FROM
 * @param words tags to be kept as they are
 */
export const readTextsSql = ({
  rows = lastRows,
  words = [],
}: {
  rows?: string;
  words?: readonly string[];
} = {}): string =>
  // A relation is split off once, and only if it is one of the four.
  `CREATE TEMP TABLE declared_texts AS
   SELECT row, relation, substring(tag, CASE relation WHEN ${ofDataset} THEN 9 ${prefixes
     .map(({ bit, prefix }) => `WHEN ${bit} THEN ${prefix.length + 1}`)
     .join(' ')} WHEN ${ofWord} THEN 1 ELSE 12 END) AS text
   FROM (SELECT row, tag, CASE WHEN starts_with(tag, 'dataset:') THEN ${ofDataset} ${prefixes
     .map(({ bit, prefix }) => `WHEN starts_with(tag, '${prefix}') THEN ${bit}`)
     .join(' ')} WHEN starts_with(tag, 'base_model:') THEN 0 ELSE ${ofWord} END::UTINYINT AS relation
     FROM (SELECT row, unnest(${tagList}) AS tag FROM ${rows})
     WHERE ${startsWith('dataset')} OR ${startsWith('base_model')}
       ${words.length === 0 ? '' : `OR tag IN (${words.map(sqlText).join(', ')})`})`;

/** Whether a tag starts with a word and a colon, as a range, which takes half the time: a semicolon is the next sign. */
function startsWith(word: string): string {
  return `(tag >= '${word}:' AND tag < '${word};')`;
}

/**
 * What each distinct name stands for. A spelling is written down once, with a number; everything after works on the
 * numbers.
 */
export const readDeclaredSql: readonly string[] = [
  // The number of a name is its row: to number them beside would take one thread through all of them.
  `CREATE TEMP TABLE all_names AS
   SELECT kind, text, cleaned, fold_ascii(cleaned) AS folded, is_repo_id(cleaned) AS well_formed
   FROM (SELECT kind, text, clean_name(kind, text) AS cleaned FROM (
     SELECT DISTINCT ${kindOf('relation')} AS kind, text FROM declared_texts WHERE relation <> ${ofWord}))`,
  `CREATE TEMP TABLE declared AS
   SELECT m.model, m.owner, CASE WHEN d.relation <> ${ofDataset} THEN d.relation ELSE 0 END AS relation, n.rowid::INTEGER AS name
   FROM declared_texts d JOIN all_names n ON n.kind = ${kindOf('d.relation')} AND n.text = d.text
   JOIN models m ON m.row = d.row`,
  'DROP TABLE declared_texts',
];

/** A word is of no kind, so that no name is joined to it: to leave it out beside would change the order of joining. */
function kindOf(relation: string): string {
  return `CASE ${relation} WHEN ${ofDataset} THEN 'datasets' WHEN ${ofWord} THEN NULL ELSE 'models' END`;
}

/** The names to resolve: a tag without a name declares nothing. */
const names = `(SELECT rowid::INTEGER AS name, * FROM all_names WHERE cleaned <> '')`;

/**
 * The repos that the names may stand for. They are chosen by the hash of their folded names; one that only shares the
 * hash is not found by any name.
 * @param models, datasets the repos among which these are, as it is written after FROM
 */
export const readNamesSql = (models = 'models', datasets = 'datasets'): string[] => [
  `CREATE TEMP TABLE listed AS ${repoKinds
    .map((kind) => {
      const [node, among] = kind === 'models' ? ['model', models] : ['dataset', datasets];
      // A repo without an owner has none in common with another, nor with itself under another name.
      return `SELECT '${kind}' AS kind, n.${node} AS node, CASE WHEN contains(r.id, '/') THEN n.owner END AS owner,
          n.created_at, r.id, r.folded, r.hub_id
        FROM (SELECT rowid AS row, id, lower(id) AS folded, hub_id FROM ${node}_rows
          WHERE hash(lower(id)) IN (SELECT hash(folded) FROM ${names} WHERE kind = '${kind}'
              UNION ALL SELECT hash(lower(current_id)) FROM lookups)
            OR hub_id IN (SELECT hub_id FROM lookups)) r
        JOIN ${among} n ON n.row = r.row`;
    })
    .join(' UNION ALL ')}`,
];

/** The node that stands for a name: exactly those letters, else but for case, the earliest of several. */
const bestListed = (letters: string, names: string, key: string): string =>
  `SELECT ${key}, arg_min(l.node, (l.id <> ${letters}, l.created_at IS NULL, l.created_at, l.hub_id)) AS node
   FROM ${names} n JOIN listed l ON l.kind = n.kind AND l.folded = n.folded GROUP BY ${key}`;

// Conditions of outer joins are equalities alone: anything beside them turns a hash join into nested loops.
export const resolveNamesSql: string[] = [
  `CREATE TEMP TABLE direct AS ${bestListed('n.cleaned', `(SELECT * FROM ${names} WHERE well_formed)`, 'n.name')}`,
  // Chains of renames are walked from every name that is not listed; UNION ends a loop, for nothing new comes of it.
  // The last answer counts; a look-up that failed is none.
  `CREATE TEMP TABLE latest_lookups AS
   SELECT kind, name, arg_max({outcome: outcome, current_id: current_id, hub_id: hub_id}, checked_at) AS l
   FROM lookups WHERE outcome <> 'failed' GROUP BY kind, name`,
  // One step of a rename: to a listed repo, by the name it has now or by its _id, or on to the next name.
  `CREATE TEMP TABLE steps AS
   SELECT a.kind, a.name, lower(coalesce(a.l.current_id, a.name)) AS next,
     arg_min(l.node, (l.folded <> lower(a.l.current_id), l.id <> a.l.current_id, l.created_at IS NULL, l.created_at, l.hub_id)) AS node
   FROM latest_lookups a
   LEFT JOIN (
     SELECT a.kind, a.name, l.* EXCLUDE (kind) FROM latest_lookups a JOIN listed l ON l.kind = a.kind AND l.folded = lower(a.l.current_id)
     UNION SELECT a.kind, a.name, l.* EXCLUDE (kind) FROM latest_lookups a JOIN listed l ON l.kind = a.kind AND l.hub_id = a.l.hub_id) l
   ON l.kind = a.kind AND l.name = a.name
   WHERE a.l.outcome = 'exists' GROUP BY ALL`,
  // Chains are walked as a set of names, so that a loop ends by itself.
  `CREATE TEMP TABLE walks AS
   WITH RECURSIVE walk(kind, start, name) AS (
     SELECT kind, name, name FROM steps
     UNION SELECT w.kind, w.start, s.next FROM walk w
     JOIN steps s ON s.kind = w.kind AND s.name = w.name WHERE s.node IS NULL)
   SELECT w.kind, w.start, w.name, s.node, s.next FROM walk w LEFT JOIN steps s ON s.kind = w.kind AND s.name = w.name`,
  `CREATE TEMP TABLE renamed AS
   SELECT kind, start AS folded, max(node) AS node FROM walks GROUP BY kind, start HAVING max(node) IS NOT NULL`,
  // What exists but is not listed goes by the last name of its chain; the names of a loop by the least of them.
  `CREATE TEMP TABLE outside AS
   SELECT w.kind, w.start AS folded, min(w.name) FILTER (w.next IS NULL OR loops.name IS NOT NULL) AS identity
   FROM walks w LEFT JOIN (SELECT DISTINCT kind, start AS name FROM walks WHERE next = start) loops
     ON loops.kind = w.kind AND loops.name = w.name
   GROUP BY w.kind, w.start`,
  `CREATE TEMP TABLE resolved AS
   SELECT n.name, n.kind, n.folded, coalesce(n.direct, r.node) AS node, coalesce(o.identity, n.folded) AS identity,
     CASE WHEN is_placeholder(n.kind, n.folded) THEN 'placeholder' WHEN NOT n.well_formed THEN 'malformed'
       WHEN n.direct IS NOT NULL THEN 'listed' WHEN r.node IS NOT NULL THEN 'renamed'
       WHEN o.identity IS NOT NULL THEN 'outside' WHEN l.l.outcome = 'missing' THEN 'missing' ELSE 'unresolved' END AS state
   FROM (SELECT n.*, d.node AS direct, CASE WHEN d.node IS NULL AND n.well_formed THEN n.folded END AS sought
     FROM ${names} n LEFT JOIN direct d ON d.name = n.name) n
   LEFT JOIN renamed r ON r.kind = n.kind AND r.folded = n.sought
   LEFT JOIN outside o ON o.kind = n.kind AND o.folded = n.sought
   LEFT JOIN latest_lookups l ON l.kind = n.kind AND l.name = n.folded`,
  `CREATE TEMP TABLE ghost_names AS
   SELECT kind, name, malformed, (row_number() OVER (PARTITION BY kind ORDER BY malformed, name) - 1
     + CASE kind WHEN 'models' THEN (SELECT count(*) FROM models) ELSE (SELECT count(*) FROM datasets) END)::INTEGER AS node
   FROM (SELECT DISTINCT kind, identity AS name, state = 'malformed' AS malformed FROM resolved
     WHERE node IS NULL AND state <> 'placeholder')`,
  `CREATE TEMP TABLE name_nodes AS
   SELECT r.name, r.kind, r.state, coalesce(r.node, g.node) AS node, f.first AS folded,
     CASE WHEN r.state <> 'malformed' THEN coalesce(l.owner, o.owner) END AS owner
   FROM (SELECT *, CASE WHEN node IS NULL THEN identity END AS ghost, state = 'malformed' AS malformed FROM resolved) r
   JOIN (SELECT kind, folded, min(name) AS first FROM ${names} GROUP BY kind, folded) f ON f.kind = r.kind AND f.folded = r.folded
   LEFT JOIN ghost_names g ON g.kind = r.kind AND g.name = r.ghost AND g.malformed = r.malformed
   LEFT JOIN owners o ON o.key = CASE WHEN contains(g.name, '/') THEN ${nameKey("split_part(g.name, '/', 1)")} END
   LEFT JOIN listed l ON l.kind = r.kind AND l.node = r.node`,
];
