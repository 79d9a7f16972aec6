import type { ImportDocument } from '../commands/import.ts';
import { countOf, formatWhole } from '../count-words.ts';
import type { Progress } from '../progress/progress.ts';
import { repoKinds } from '../repo-kind.ts';

/**
 * Reports what was imported, and what to do next.
 * @param date the date that the user gave for the dump, in milliseconds since 1970
 */
export function reportImport(progress: Progress, document: ImportDocument, date: number | undefined): void {
  const { snapshot, read, latest, importedAt, answers, models = 0, datasets = 0 } = document;
  progress.stop();
  if (answers !== undefined) {
    const repos = `${countOf(models, 'model', 'models')} and ${countOf(datasets, 'dataset', 'datasets')}`;
    progress.log(`${repos}, from ${countOf(answers, 'answer', 'answers')} of a crawl that were kept`);
    progress.log(`done: ${snapshot} is what that crawl made; next: hfreuse report --snapshot ${snapshot}`);
    return;
  }
  for (const { kind, rows, rejected, private: hidden, absent, unread } of read) {
    const aside = [
      ...(rejected > 0 ? [`${countOf(rejected, 'row', 'rows')} without _id or id kept aside`] : []),
      ...(hidden > 0 ? [`${countOf(hidden, 'private repo', 'private repos')} left out`] : []),
      ...(absent.length > 0 ? [`no column ${absent.join(', ')}`] : []),
    ];
    progress.log([`${kind}: ${countOf(rows, 'row', 'rows')}`, ...aside].join('; '));
    for (const one of unread) progress.log(`${kind}: ${unreadSentence(one)}`);
  }
  for (const kind of repoKinds) {
    if (!read.some((entry) => entry.kind === kind)) progress.log(`${kind}: none read`);
  }
  const dating = datingSentence(latest, date, importedAt);
  if (dating !== null) progress.log(dating);
  progress.log(`done, from a dump, not a crawl; next: hfreuse report --snapshot ${snapshot}`);
}

const unreadSentence = ({
  column,
  present,
  unread,
  example,
}: ImportDocument['read'][number]['unread'][number]): string =>
  `${formatWhole(unread)} of ${countOf(present, 'value', 'values')} of ${column} cannot be read and are counted as absent, such as ${JSON.stringify(example)}`;

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What the dump itself reveals of its date: without --date a dump is dated by its import. */
function datingSentence(latest: string | null, date: number | undefined, now: number): string | null {
  const newest = latest === null ? null : Date.parse(latest);
  if (date !== undefined) {
    const isNewer = newest !== null && toDay(newest) > toDay(date);
    return isNewer ? `dated ${toDay(date)}, but the dump holds a repo or change from ${latest}` : null;
  }
  const today = `dated ${toDay(now)}, the day of this import`;
  if (newest === null) return `${today}: the dump has no dates; --date <date> sets another date`;
  if (toDay(newest) >= toDay(now)) return null;
  return `${today}; its newest repo or change is from ${latest}: --restart --date ${toDay(newest)} dates it so`;
}
