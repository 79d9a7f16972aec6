import { questions as allQuestions } from '../definitions/protocols.ts';
import { defaultModalities } from '../definitions/tasks.ts';
import type { FlowsDocument } from '../documents/flows/flows.ts';
import type { WhoIsReused } from '../documents/report/who-figures.ts';
import type { TopDocument } from '../documents/top/top.ts';
import { flows } from './flows.ts';
import type { ReportRequest } from './report/request.ts';
import { report } from './report.ts';
import type { RunOptions } from './run-options.ts';
import { top } from './top.ts';
import { type SnapshotSource, withSnapshot } from './with-snapshot.ts';

const nobody: WhoIsReused = { owners: [], tops: [], flows: [] };

/** The measure that concentration by owner is read from, and what is ranked, by question. */
const behind = {
  RQ2: { measure: 'uses-per-owner', kind: 'datasets' },
  RQ3: { measure: 'derivatives-per-owner', kind: 'models' },
} as const;

/**
 * What pictures beside a report show of who is reused: the same figures by owner, the most reused repos by name, and the
 * flows between tasks. Empty under `study-2025`, whose definitions have none of these; names and flows only where they
 * can follow the choice of the report.
 * @throws HfreuseError as `report` does; AbortError
 */
export async function readWhoIsReused(
  source: SnapshotSource,
  request: ReportRequest,
  run: RunOptions = {},
): Promise<WhoIsReused> {
  const { protocol = 'current', questions = allQuestions, by, excludeSameOwner } = request;
  const asked = (['RQ2', 'RQ3'] as const).filter((question) => questions.includes(question));
  if (protocol !== 'current' || request.measures !== undefined || asked.length === 0) return nobody;
  return withSnapshot(source, async (snapshot) => {
    const { tasks, modalities, relations, createdBefore } = request;
    const measures = asked.map((question) => behind[question].measure);
    const owners =
      by === 'modality'
        ? []
        : (
            await report(
              snapshot,
              { protocol, measures, tasks, modalities, relations, createdBefore, excludeSameOwner },
              run,
            )
          ).rows;
    const isSlice = relations !== undefined || createdBefore !== undefined || tasks !== undefined;
    const tops: TopDocument[] = [];
    const between: FlowsDocument[] = [];
    for (const question of excludeSameOwner === true ? [] : asked) {
      const { kind } = behind[question];
      tops.push(
        await top(
          snapshot,
          { kind, tasks, modalities, relations: kind === 'models' ? relations : undefined, createdBefore },
          run,
        ),
      );
      if (!isSlice)
        between.push(await flows(snapshot, { kind, modalities: modalities ?? defaultModalities }, run));
    }
    return { owners, tops, flows: between };
  });
}
