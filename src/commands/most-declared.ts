import { modalityOf, tasksOf } from '../definitions/tasks.ts';
import type { MostDeclared } from '../documents/report/most-declared.ts';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { leaderCount } from '../graph/find-leaders.ts';
import { readMostDeclared } from '../snapshot/read/read-most-declared.ts';
import { type RunOptions, withAbort } from './run-options.ts';
import { withSnapshot } from './with-snapshot.ts';

/**
 * The datasets that most models of each modality declare, for the page of a report: RQ1 counts datasets without names.
 * Empty without RQ1, under `study-2025`, whose lists are counted as they are, and for a history, which is of many dates.
 * @throws HfreuseError (exit 1) for a file that is not a snapshot; AbortError
 */
export async function findMostDeclared(
  file: string,
  { request, summary }: Pick<ReportDocument, 'request' | 'summary'>,
  { signal }: RunOptions = {},
): Promise<MostDeclared> {
  const { protocol, tasks, every } = request;
  const modalities = summary.filter(({ question }) => question === 'RQ1').map(({ modality }) => modality);
  if (protocol !== 'current' || every !== null || modalities.length === 0) return new Map();
  return withAbort(signal, () =>
    withSnapshot(
      file,
      async (snapshot) => {
        const found: [string, Awaited<ReturnType<typeof readMostDeclared>>][] = [];
        for (const modality of modalities) {
          const ofModality =
            tasks === null ? tasksOf([modality]) : tasks.filter((task) => modalityOf(task) === modality);
          const choice = { ...request, tasks: ofModality };
          found.push([modality, await readMostDeclared(snapshot, choice, leaderCount)]);
        }
        return new Map(found);
      },
      { signal },
    ),
  );
}
