import { chooseMeasures } from '../definitions/protocols.ts';
import { buildSql, rowTasks } from '../definitions/sql/build-sql.ts';
import type { DialectName } from '../definitions/sql/dialects.ts';
import { usageError } from '../errors.ts';
import { defaults } from './defaults.ts';
import { type RowRequest, type RowScope, toRowScope } from './row-request.ts';

/** Which query is asked for. */
export interface SqlRequest extends RowRequest {
  /** `duckdb` where it is not given. */
  dialect?: DialectName;
  /** The folder of the export; `hub-export` where it is not given. */
  folder?: string;
}

/**
 * The query that answers RQ1–RQ3 on the exported tables.
 * @throws HfreuseError (exit 2) for a request that cannot be
 */
export function sql(request: SqlRequest = {}): string {
  const { dialect = defaults.dialect, folder = defaults.exportFolder, ...rows } = request;
  const scope = toSqlScope(rows);
  const walk = chooseMeasures(scope).find((measure) => measure.sql.recursive === true);
  if (walk !== undefined && dialect !== 'duckdb') {
    throw usageError(
      `--measure ${walk.measure} takes --dialect duckdb, not ${dialect}: its query is recursive in a way that only DuckDB runs`,
    );
  }
  return buildSql({ ...scope, dialect, folder });
}

/**
 * Judges which rows a query is to give.
 * @throws HfreuseError (exit 2) as {@link toRowScope}, and where there is no such row
 */
export function toSqlScope(request: RowRequest): RowScope {
  const scope = toRowScope(request);
  const { protocol, modalities, tasks } = scope;
  if (rowTasks(protocol, modalities, tasks).length === 0) {
    throw usageError(`${protocol} has no task in ${modalities?.join(', ')}`);
  }
  return scope;
}
