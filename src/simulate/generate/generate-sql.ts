import { usageError } from '../../errors.ts';
import { datasetsSql } from './datasets-sql.ts';
import { modelsSql } from './models-sql.ts';
import { dice, layerSql } from './sql-hash.ts';
import { countHidden, makeNames, type Names, type Size } from './sql-names.ts';

/** Which Hub to simulate. */
export interface GenerateOptions extends Size {
  /** A whole number; the same one gives the same bytes. */
  seed: number;
  /** Whether models carry their cards' lists too. */
  cards: boolean;
}

/** Some twenty times as many as the Hub has. */
const mostRepos = 0x4000000;

/**
 * SQL statements that fill `model_rows` and `dataset_rows` with a simulated Hub, and make the tables
 * `renames (kind, old_id, new_id)` and `hidden (kind, id, hub_id)`: repos that exist but are not listed. To be run
 * in order on one connection where the tables of a snapshot exist; kind is 'models' or 'datasets'. The rows depend on
 * the options only, not on the number of threads, and are in the order of their making.
 * @throws HfreuseError (exit 2) for sizes or seeds that are not whole numbers in range
 */
export function generateSql(options: GenerateOptions): string[] {
  const { models, datasets, seed, cards } = options;
  checkRange('models', models, mostRepos);
  checkRange('datasets', datasets, mostRepos);
  checkRange('seed', seed, Number.MAX_SAFE_INTEGER);
  const size: Size = { models, datasets };
  const drawn = dice(seed);
  const named = makeNames(drawn, size);
  return [
    ...splitIntoParts(models, () => modelsSql(drawn, named, size, cards)),
    ...splitIntoParts(datasets, () => [datasetsSql(drawn, named, size)]),
    idsSql(0, Math.max(models, datasets)),
    renamesSql(named, size),
    hiddenSql(named, size),
    'DROP TABLE simulated_ids',
  ];
}

/** Every repo is made of its number alone, so memory need hold no more than this many at once: eight row groups. */
const mostAtOnce = 8 * 122_880;

/** The same statements for one part of the numbers after the other. */
function splitIntoParts(repos: number, statements: () => string[]): string[] {
  const parts = Array.from({ length: Math.ceil(repos / mostAtOnce) }, (_, part) => part * mostAtOnce);
  return parts.flatMap((first) => [idsSql(first, Math.min(repos, first + mostAtOnce)), ...statements()]);
}

/** From a table, unlike from range(), DuckDB reads with every thread. */
const idsSql = (first: number, end: number): string =>
  `CREATE OR REPLACE TEMP TABLE simulated_ids AS SELECT range::UBIGINT AS i FROM range(${first}, ${end})`;

function checkRange(name: string, value: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > most) {
    throw usageError(`${name} must be a whole number from 0 to ${most}, not ${value}`);
  }
}

function renamesSql(named: Names, size: Size): string {
  const models = layerSql(
    `(SELECT 'models' AS kind, i FROM simulated_ids WHERE i < ${size.models} AND ${named.isRenamedModel('i')})`,
    { owner: named.modelOwner('i') },
    { old_id: named.oldModel('i'), new_id: named.model('i', 'owner') },
  );
  const datasets = layerSql(
    `(SELECT 'datasets' AS kind, i FROM simulated_ids WHERE i < ${size.datasets} AND ${named.isRenamedDataset('i')})`,
    { owner: named.datasetOwner('i') },
    { old_id: named.oldDataset('i'), new_id: named.dataset('i', 'owner') },
  );
  return `CREATE OR REPLACE TABLE renames AS
  SELECT kind, old_id, new_id FROM (${models} UNION ALL ${datasets}) ORDER BY kind DESC, i`;
}

const hiddenSql = (named: Names, size: Size): string => `CREATE OR REPLACE TABLE hidden AS
  SELECT kind, id, hub_id FROM (
    SELECT 'models' AS kind, k, ${named.hiddenModel('k')} AS id, printf('66d0000036468d70f1%06x', k) AS hub_id
    FROM (SELECT range AS k FROM range(${countHidden(size.models)}))
    UNION ALL
    SELECT 'datasets', k, ${named.hiddenDataset('k')}, printf('66d0000036468d70f2%06x', k)
    FROM (SELECT range AS k FROM range(${countHidden(size.datasets)})))
  ORDER BY kind DESC, k`;
