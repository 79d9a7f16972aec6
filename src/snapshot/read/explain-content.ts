import { AbortError, fileErrorCode, HfreuseError, messageOf } from '../../errors.ts';
import { repoKinds } from '../../repo-kind.ts';
import { countNodesSql } from '../derive/count-once.ts';
import { invalidContent } from '../file/check-layout.ts';
import { boundMemory, budgets, isShortOfMemory } from '../file/memory.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';
import { derivedLayout } from '../tables/layout.ts';
import { isDerived } from '../tables/meta.ts';

/** By column, what has to hold of each value, in SQL. */
type Rules = Record<string, string>;

const isKind = (column: string): string => `${column} IN ('models', 'datasets')`;
const isMoment = (column: string): string =>
  `${column} IS NULL OR isfinite(${column}) AND abs(epoch_ms(${column})::DOUBLE) <= 8.64e15`;
const isJson = (column: string): string => `${column} IS NULL OR json_valid(${column})`;
const isListSql = (column: string): string =>
  `${column} IS NULL OR CASE WHEN json_valid(${column}) THEN json_type(${column}) = 'ARRAY' ELSE false END`;
const isCount = (column: string): string => `${column} IS NULL OR ${column} >= 0`;
const isBelow = (column: string, most: string): string => `${column} >= 0 AND ${column} < (${most})`;
const isPresent = (column: string): string => `${column} IS NOT NULL`;

const repoRules: Rules = {
  hub_id: isPresent('hub_id'),
  id: isPresent('id'),
  created_at: isMoment('created_at'),
  last_modified: isMoment('last_modified'),
  downloads: isCount('downloads'),
  likes: isCount('likes'),
  tags: isListSql('tags'),
  stream: 'stream IN (SELECT stream FROM streams)',
};

const rawRules: Record<string, Rules> = {
  streams: {
    stream: 'stream >= 0',
    kind: isKind('kind'),
    pages: 'pages >= 0',
    rows: '"rows" >= 0',
    state: `state IN ('partial', 'done', 'failed')`,
  },
  model_rows: {
    ...repoRules,
    has_card: isPresent('has_card'),
    card_datasets: isJson('card_datasets'),
    card_base_model: isJson('card_base_model'),
    base_models: isListSql('base_models'),
  },
  dataset_rows: repoRules,
  rejected: { stream: isPresent('stream'), reason: isPresent('reason'), item: isPresent('item') },
  private_repos: { stream: isPresent('stream'), digest: isPresent('digest') },
  lookups: {
    kind: isKind('kind'),
    name: isPresent('name'),
    outcome: `outcome IN ('exists', 'missing', 'failed')`,
    checked_at: `checked_at IS NOT NULL AND (${isMoment('checked_at')})`,
  },
};

const counts = {
  models: 'SELECT count(*) FROM models',
  datasets: 'SELECT count(*) FROM datasets',
  owners: 'SELECT count(*) FROM owners',
  tasks: 'SELECT count(*) FROM tasks',
};
const nodes = (kind: 'models' | 'datasets'): string =>
  `SELECT (${counts[kind]}) + (SELECT count(*) FROM ghosts WHERE kind = '${kind}')`;
/** Numbers are 0, 1, 2 … in any order. */
const isNumbered = (column: string, table: string): string =>
  `${isBelow(column, `SELECT count(*) FROM ${table}`)} AND (SELECT count(DISTINCT ${column}) = count(*) FROM ${table})`;

/** Beside these, nothing that is derived is null but the columns of {@link mayBeNull}. */
const derivedRules: Record<string, Rules> = {
  tasks: { task: isNumbered('task', 'tasks') },
  models: {
    model: isNumbered('model', 'models'),
    row: '"row" IN (SELECT rowid FROM model_rows)',
    task: `task >= -1 AND task < (${counts.tasks})`,
    created_at: isMoment('created_at'),
    owner: isBelow('owner', counts.owners),
  },
  datasets: {
    dataset: isNumbered('dataset', 'datasets'),
    row: '"row" IN (SELECT rowid FROM dataset_rows)',
    created_at: isMoment('created_at'),
    owner: isBelow('owner', counts.owners),
  },
  dataset_tasks: { dataset: isBelow('dataset', counts.datasets), task: isBelow('task', counts.tasks) },
  owners: { owner: isNumbered('owner', 'owners') },
  ghosts: {
    kind: isKind('kind'),
    node: `${isBelow('node', `CASE kind WHEN 'models' THEN (${nodes('models')}) ELSE (${nodes('datasets')}) END`)}
      AND node >= CASE kind WHEN 'models' THEN (${counts.models}) ELSE (${counts.datasets}) END`,
    // A malformed name has none: -1, and null where an earlier version derived it.
    owner: `owner IS NULL OR owner >= -1 AND owner < (${counts.owners})`,
  },
  model_bases: { model: isBelow('model', counts.models), base: isBelow('base', nodes('models')) },
  model_datasets: { model: isBelow('model', counts.models), dataset: isBelow('dataset', nodes('datasets')) },
  reference_states: { kind: isKind('kind'), references: isCount('"references"') },
  owner_uses: { owner: isBelow('owner', counts.owners), uses: isCount('uses') },
  node_counts: { kind: isKind('kind'), listed: isCount('listed'), ghosts: isCount('ghosts') },
};

const mayBeNull = new Set(['models.created_at', 'datasets.created_at', 'ghosts.owner']);

/** What something else than a value that does not belong there may be the cause of. */
const isOther = (error: unknown): boolean =>
  error instanceof HfreuseError ||
  error instanceof AbortError ||
  isShortOfMemory(error) ||
  fileErrorCode(error) !== null ||
  /^INTERRUPT/i.test(messageOf(error));

/**
 * What to report where reading a snapshot failed for no reason that is known: a value of it that hfreuse does not write,
 * where there is one, for the file may be another's, or changed. Only then is every value looked at: it takes a while.
 * @returns the error itself for any other
 */
export async function explainContent(snapshot: Snapshot, error: unknown): Promise<unknown> {
  if (isOther(error)) return error;
  try {
    const found = await findInvalid(snapshot);
    return found === null
      ? error
      : invalidContent(snapshot.path, `it holds a value of ${found} that hfreuse does not write`, error);
  } catch (failure) {
    // A damaged block, which only this came upon.
    return failure instanceof HfreuseError ? failure : error;
  }
}

/** The first column that holds a value which does not belong there, as `table.column`; null where none does. */
async function findInvalid(snapshot: Snapshot): Promise<string | null> {
  const { connection } = snapshot;
  await boundMemory(connection, budgets.rows);
  const rules = Object.entries(rawRules);
  if (await isDerived(snapshot)) {
    for (const [table, columns] of Object.entries(derivedLayout)) {
      const own = columns.split(', ').map((column) => column.split(' ')[0] ?? '');
      const present = own.filter((column) => !mayBeNull.has(`${table}.${column}`));
      rules.push([
        table,
        Object.fromEntries(present.map((column) => [column, `${table}."${column}" IS NOT NULL`])),
      ]);
    }
    rules.push(...Object.entries(derivedRules));
  }
  for (const [table, columns] of rules) {
    for (const [column, rule] of Object.entries(columns)) {
      if (table === 'model_rows' && column === 'base_models' && !(await hasColumn(snapshot, table, column)))
        continue;
      const sql = `SELECT 1 AS found FROM ${table} WHERE (${rule}) IS NOT TRUE LIMIT 1`;
      if ((await readRows(connection, sql)).length > 0) return `${table}.${column}`;
    }
  }
  return (await isDerived(snapshot)) && (await hasOtherCounts(snapshot)) ? 'node_counts.listed' : null;
}

/** Whether rows are missing: of a table without any every value is as it should be. */
async function hasOtherCounts({ connection }: Snapshot): Promise<boolean> {
  const same = await readRows(connection, `FROM node_counts INTERSECT (${countNodesSql})`);
  return same.length !== repoKinds.length;
}

/** Earlier versions made fewer. */
async function hasColumn({ connection }: Snapshot, table: string, column: string): Promise<boolean> {
  const sql = `SELECT 1 AS found FROM duckdb_columns() WHERE table_name = $table AND column_name = $column`;
  return (await readRows(connection, sql, { table, column })).length > 0;
}
