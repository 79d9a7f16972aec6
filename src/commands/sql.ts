import type { Protocol } from '../definitions/protocols.ts';
import { refuseForeign, refuseUnknown } from '../definitions/scope.ts';
import { buildSql, rowTasks } from '../definitions/sql/build-sql.ts';
import type { DialectName } from '../definitions/sql/dialects.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { checkOutput, type OutputOptions, writeOutput } from './write-output.ts';

/** The options of `sql`; undefined where one was not given. */
export interface SqlOptions extends OutputOptions {
  protocol: Protocol;
  dialect: DialectName;
  question?: string[];
  modality?: string[];
  task?: string[];
  from: string;
}

/**
 * `hfreuse sql`: the query that answers RQ1–RQ3 on the exported tables.
 * @returns the exit code
 */
export async function sql(io: Io, options: SqlOptions): Promise<number> {
  checkOutput(options, []);
  await writeOutput(
    io,
    options,
    buildSql({ ...toSqlChoice(options), dialect: options.dialect, folder: options.from }),
  );
  return 0;
}

/** Questions, modalities and tasks as `report` takes them, for a query. */
export function toSqlChoice({
  protocol,
  question,
  modality,
  task,
}: Pick<SqlOptions, 'protocol' | 'question' | 'modality' | 'task'>) {
  const everything = modality?.includes('all') === true;
  const named = everything ? undefined : modality;
  const refusal =
    refuseUnknown({ protocol, modality: named, task }) ??
    (named === undefined ? null : refuseForeign(protocol, named, task ?? []));
  if (refusal !== null) throw usageError(refusal.problem);
  const modalities = everything || task !== undefined ? null : (modality ?? ['nlp', 'cv']);
  const tasks = task ?? null;
  if (rowTasks(protocol, modalities, tasks).length === 0) {
    throw usageError(`${protocol} has no task in ${modalities?.join(', ')}`);
  }
  const questions = (question ?? ['1', '2', '3']).map((number) => `RQ${number}`).sort();
  return { protocol, questions, modalities, tasks };
}
