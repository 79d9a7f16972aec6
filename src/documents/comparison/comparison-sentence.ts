import { countOf, formatWhole } from '../../count-words.ts';
import { groupBy } from '../../group-by.ts';
import { describeLeftOut, hasFew } from '../few-members.ts';
import type { Comparison } from '../report/report-row.ts';
import type { ComparisonRow } from './comparison-table.ts';

/** What a comparison comes to, in one sentence. Tasks of few members of ours neither lead nor follow. */
export function comparisonSentence({ rows, publishedOn }: Pick<Comparison, 'rows' | 'publishedOn'>): string {
  const published = takeDistinct(rows.filter(({ publishedMean }) => publishedMean !== null));
  const countMarked = (mark: ComparisonRow['mark']) => published.filter((row) => row.mark === mark).length;
  const both = published.filter(({ studyMean }) => studyMean !== null);
  const few = both.filter(({ studyN }) => hasFew(studyN));
  const compared = both.filter(({ studyN }) => !hasFew(studyN));
  // One task alone is the first of any order.
  const leaders = [...groupBy(compared, tableOf).values()].filter(({ length }) => length > 1).map(toLeaders);
  const same = leaders.filter(({ theirs, ours }) => isOne(theirs) && isOne(ours) && theirs[0] === ours[0]);
  const tied = leaders.filter(({ theirs, ours }) => !isOne(theirs) || !isOne(ours));
  const ties =
    tied.length === 0 ? '' : `; in ${formatWhole(tied.length)}, several tasks share the highest mean`;
  const order =
    leaders.length === 0
      ? ''
      : `; in ${formatWhole(same.length)} of ${countOf(leaders.length, 'table', 'tables')}, the task with the highest published mean also has the highest of ours${ties}`;
  return `Compared: of ${countOf(published.length, 'figure', 'figures')} published on ${publishedOn}, ${countMarked('impossible')} cannot be true and ${countOf(countMarked('suspicious'), 'is', 'are')} suspicious${order}${describeLeftOut(new Set(few.map(({ task }) => task)).size)}.`;
}

/** RQ3 has a row per measure of `current`: a published figure counts once. */
const takeDistinct = (rows: readonly ComparisonRow[]): ComparisonRow[] => [
  ...new Map(rows.map((row) => [JSON.stringify([row.question, row.task, row.source]), row])).values(),
];

/** The table that a figure was published in. */
const tableOf = ({ question, modality, source }: ComparisonRow): string =>
  JSON.stringify([question, modality, source]);

/** Who leads by either mean. @param rows tasks that have both */
const toLeaders = (rows: readonly ComparisonRow[]): { theirs: string[]; ours: string[] } => ({
  theirs: leadersBy(rows, 'publishedMean'),
  ours: leadersBy(rows, 'studyMean'),
});

function leadersBy(rows: readonly ComparisonRow[], key: 'publishedMean' | 'studyMean'): string[] {
  const greatest = rows.reduce((most, row) => Math.max(most, row[key] ?? 0), 0);
  return rows.filter((row) => row[key] === greatest).map(({ task }) => task);
}

const isOne = (tasks: readonly string[]): boolean => tasks.length === 1;
