import type { GridFigures } from '../../../definitions/grid-choices.ts';
import { valuesSql } from '../../../definitions/measures/table-set.ts';
import { keptInMemory, withNames } from '../../derive/derive.ts';
import type { Snapshot } from '../../file/open-snapshot.ts';
import { readRows, type SqlRow } from '../../file/query.ts';
import { dropTemporary, runEach } from '../../file/temporary-tables.ts';
import { currentVariants } from './current-variants.ts';
import { study2025Variants } from './study-2025-variants.ts';
import { gridTables, type Variant } from './variant.ts';
import { type GridScope, gridTablesSql } from './work-tables.ts';

/**
 * Every headline measure of a protocol by its own definition and under each other choice, one at a time. A task without
 * a member under a choice has no figures there. The derived tables must be there.
 */
export async function readGrid(
  snapshot: Snapshot,
  scope: GridScope,
  measures: readonly string[],
): Promise<GridFigures[]> {
  const { connection } = snapshot;
  await withNames(snapshot, () => runEach(connection, gridTablesSql(scope), keptInMemory));
  const variants = scope.protocol === 'current' ? currentVariants : study2025Variants;
  const figures: GridFigures[] = [];
  // Some choices of one measure are another measure as it is.
  const known = new Map<string, Promise<SqlRow[]>>();
  for (const variant of variants.filter(({ measure }) => measures.includes(measure))) {
    const { measure, counted, choice, setting } = variant;
    const sql = gridFiguresSql(variant);
    const rows = known.get(sql) ?? readRows(connection, sql);
    known.set(sql, rows);
    for (const row of await rows) {
      figures.push({ measure, counted: counted.measure, choice, setting, ...row } as GridFigures);
    }
  }
  await dropTemporary(connection, keptInMemory);
  return figures;
}

/** Sums are whole numbers, so that no order of adding changes a figure. */
const gridFiguresSql = ({ counted, tables }: Variant): string => `
  SELECT g.name AS task, n_all AS "nAll", total / n_all::DOUBLE AS "meanAll", ${gridDeviationSql('n_all')} AS "sdAll",
    n_nonzero AS "nNonzero", CASE WHEN n_nonzero > 0 THEN total / n_nonzero::DOUBLE END AS "meanNonzero",
    ${gridDeviationSql('n_nonzero')} AS "sdNonzero"
  FROM (
    SELECT task, count(*)::INTEGER AS n_all, (count(*) FILTER (v > 0))::INTEGER AS n_nonzero,
      sum(v) AS total, sum(v::HUGEINT * v) AS squares
    FROM (SELECT task, v::BIGINT AS v
      FROM (${valuesSql(counted.sql, { keys: [], tables: { ...gridTables, ...tables } })}))
    GROUP BY task)
  JOIN grid_tasks g USING (task) ORDER BY g.name`;

/** The sample standard deviation from whole sums. */
const gridDeviationSql = (n: string): string =>
  `CASE WHEN ${n} > 1 THEN sqrt((${n} * squares - total * total)::DOUBLE / (${n}::DOUBLE * (${n} - 1))) END`;
