import { countOf } from '../../documents/warnings.ts';
import type { Progress } from '../../progress/progress.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { Stream } from '../../snapshot/tables/streams.ts';

/** What a run did, for its last lines. */
export interface Done {
  failed: readonly Stream[];
  /** How many listings it had to read. */
  read: number;
  /** How many names it asked for, and how many of them without an answer. */
  asked: number;
  unanswered: number;
  notUpdated: readonly string[];
  /** List items set aside, by this run and those before. */
  rejected: number;
}

/** What a stream lists, in words. */
export const named = ({ kind, task }: Pick<Stream, 'kind' | 'task'>): string =>
  `${kind}${task === null ? '' : ` of ${task}`}`;

/** Says how a run ended, and what to do next. */
export function conclude(
  { snapshot, progress }: { snapshot: Snapshot; progress: Progress },
  { failed, read, asked, unanswered, notUpdated, rejected }: Done,
): void {
  progress.stop();
  for (const stream of failed) progress.alert(`failed: ${named(stream)}: ${stream.error ?? ''}`);
  for (const line of notUpdated) progress.alert(`not brought up to date: ${line}`);
  if (rejected > 0) {
    progress.log(
      `${rejected} list items are no repos and were set aside: table rejected of ${snapshot.path} holds them, with the reason`,
    );
  }
  const lookUps =
    unanswered === 0
      ? ''
      : `${countOf(unanswered, 'name', 'names')} could not be looked up; run the same command again to ask once more`;
  const next = `hfreuse report --snapshot ${snapshot.path}`;
  if (failed.length > 0 || notUpdated.length > 0) {
    if (unanswered > 0) progress.log(lookUps);
    progress.log(
      failed.length > 0
        ? 'incomplete: run the same command again to try the failed listings once more'
        : 'not up to date: run the same command again; nothing of what was there is lost',
    );
  } else if (unanswered > 0) {
    progress.log(`complete, but not finished: ${lookUps}, or go on: ${next}`);
  } else if (read === 0 && asked === 0) {
    progress.log(`${snapshot.path} is finished; nothing is left to read`);
  } else {
    progress.log(`done: ${snapshot.path} is finished; now: ${next}`);
  }
}
