import { definitionsOf } from '../definitions/protocols.ts';
import { modalities as allModalities } from '../definitions/tasks.ts';
import { sortRows } from '../documents/report/sort-rows.ts';
import { toDocumentRequest } from '../documents/request.ts';
import {
  type TrendDocument,
  type TrendRow,
  type TrendSnapshot,
  trendWarnings,
} from '../documents/trend/trend.ts';
import { trendSentences } from '../documents/trend/trend-sentences.ts';
import { HfreuseError } from '../errors.ts';
import { version } from '../version.ts';
import type { RowRequest, RowScope } from './row-request.ts';
import { type RunOptions, toWorld, withAbort } from './run-options.ts';
import { toSqlScope } from './sql.ts';
import { readDates } from './trend/read-dates.ts';

/** What a trend is asked for. */
export interface TrendRequest extends RowRequest {
  /** Refuse an export of which a date is incomplete. */
  requireComplete?: boolean;
}

/**
 * Each headline figure for every date of an export; `snapshots` has which dates are complete.
 * @param folder what `exportSnapshot` writes into
 * @throws HfreuseError (exit 2) for a request that cannot be, (exit 3) for an incomplete date where complete ones are
 * required, (exit 1) where the folder is not an export; AbortError
 */
export async function trend(
  folder: string,
  request: TrendRequest = {},
  run: RunOptions = {},
): Promise<TrendDocument> {
  const scope = toSqlScope(request);
  const { signal } = toWorld(run);
  const { snapshots, rows } = await withAbort(signal, () => readDates(folder, scope, signal));
  const incomplete = snapshots.filter(({ complete }) => !complete).map(({ date }) => date);
  if (request.requireComplete === true && incomplete.length > 0) throw notCompleteError(folder, incomplete);
  return toDocument(scope, snapshots, rows);
}

function toDocument(scope: RowScope, snapshots: TrendSnapshot[], rows: readonly TrendRow[]): TrendDocument {
  const { protocol, questions, tasks, modalities } = scope;
  const asked = { protocol, questions, modalities: modalities ?? (tasks === null ? allModalities : []) };
  return {
    schemaVersion: 1,
    generator: { name: 'hfreuse', version },
    protocol,
    request: toDocumentRequest({
      ...{ protocol, questions, measures: scope.measures ?? undefined, modalities: modalities ?? undefined },
      ...{ tasks, by: 'task' },
    }),
    definitions: definitionsOf(scope),
    warnings: trendWarnings(snapshots, asked),
    summary: trendSentences(rows),
    snapshots,
    // Sorting keeps the order of what is equal: each task's dates follow one another.
    rows: sortRows(rows, 'task'),
  };
}

const notCompleteError = (folder: string, dates: readonly string[]): HfreuseError =>
  new HfreuseError(`${folder} has incomplete dates, and --require-complete was given: ${dates.join(', ')}`, {
    exitCode: 3,
    hint: 'collect the rest, then export it again with --replace',
  });
