import { groupBy } from '../../group-by.ts';
import type { Comparison } from '../report/report-row.ts';
import { countOf } from '../warnings.ts';
import type { ComparisonRow } from './comparison-table.ts';

/** What a comparison comes to, in one sentence. */
export function comparisonSentence({ rows, publishedOn }: Comparison): string {
  const published = takeDistinct(rows.filter(({ publishedMean }) => publishedMean !== null));
  const countMarked = (mark: ComparisonRow['mark']) => published.filter((row) => row.mark === mark).length;
  const leaders = [...groupBy(published, tableOf).values()].flatMap(toLeaders);
  const same = leaders.filter(({ theirs, ours }) => isOne(theirs) && isOne(ours) && theirs[0] === ours[0]);
  const tied = leaders.filter(({ theirs, ours }) => !isOne(theirs) || !isOne(ours));
  const ties = tied.length === 0 ? '' : `; in ${tied.length}, several tasks share the highest mean`;
  const order =
    leaders.length === 0
      ? ''
      : `; in ${same.length} of ${countOf(leaders.length, 'table', 'tables')}, the task with the highest published mean also has the highest of ours${ties}`;
  return `Compared: of ${countOf(published.length, 'figure', 'figures')} published on ${publishedOn}, ${countMarked('impossible')} cannot be true and ${countOf(countMarked('suspicious'), 'is', 'are')} suspicious${order}.`;
}

/** RQ3 has a row per measure of `current`: a published figure counts once. */
const takeDistinct = (rows: readonly ComparisonRow[]): ComparisonRow[] => [
  ...new Map(rows.map((row) => [JSON.stringify([row.question, row.task, row.source]), row])).values(),
];

/** The table that a figure was published in. */
const tableOf = ({ question, modality, source }: ComparisonRow): string =>
  JSON.stringify([question, modality, source]);

/** Who leads by either mean, over the tasks that have both. */
function toLeaders(rows: readonly ComparisonRow[]): { theirs: string[]; ours: string[] }[] {
  const both = rows.filter(({ publishedMean, studyMean }) => publishedMean !== null && studyMean !== null);
  if (both.length === 0) return [];
  return [{ theirs: leadersBy(both, 'publishedMean'), ours: leadersBy(both, 'studyMean') }];
}

function leadersBy(rows: readonly ComparisonRow[], key: 'publishedMean' | 'studyMean'): string[] {
  const greatest = rows.reduce((most, row) => Math.max(most, row[key] ?? 0), 0);
  return rows.filter((row) => row[key] === greatest).map(({ task }) => task);
}

const isOne = (tasks: readonly string[]): boolean => tasks.length === 1;
