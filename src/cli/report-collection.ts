import { type CollectDocument, listingName } from '../commands/collect/document.ts';
import { countOf } from '../count-words.ts';
import { describeOrder } from '../documents/warnings.ts';
import type { Progress } from '../progress/progress.ts';
import { repoKinds } from '../repo-kind.ts';

/**
 * Reports how a collection ended, and what to do next.
 * @param keepPages the folder in which its answers are kept; undefined for none
 */
export function reportCollection(
  progress: Progress,
  document: CollectDocument,
  keepPages: string | undefined,
): void {
  const { snapshot, complete, failed, notUpdated, rejected, unanswered } = document;
  progress.stop();
  for (const listing of failed) progress.alert(`failed: ${listingName(listing)}: ${listing.error}`);
  for (const line of notUpdated) progress.alert(`not brought up to date: ${line}`);
  if (rejected > 0) {
    progress.log(
      `${countOf(rejected, 'list item is not a repo and was', 'list items are not repos and were')} set aside: table rejected of ${snapshot} holds ${rejected === 1 ? 'it' : 'them'}, with the reason`,
    );
  }
  const none = repoKinds.filter((kind) => document[kind] === 0);
  if (complete && none.length > 0) {
    progress.alert(
      `${document.endpoint} listed no ${none.join(' and no ')}: check --endpoint, --task and --modality`,
    );
  }
  const { scope } = document;
  if (scope.limited) {
    progress.log(`a trial, not a study: only the ${describeOrder(scope)} repos of each task were asked for`);
  }
  if (keepPages !== undefined && document.private > 0) {
    progress.alert(
      `${keepPages} names ${countOf(document.private, 'private repo', 'private repos')} that the token can see: look before you publish it`,
    );
  }
  if (!complete && unanswered > 0) progress.log(lookUpsOf(document));
  progress.log(complete ? nextOf(document) : againOf(document));
}

const lookUpsOf = ({ unanswered }: CollectDocument): string =>
  `${countOf(unanswered, 'name', 'names')} could not be looked up; run the same command again to try again`;

const againOf = ({ failed }: CollectDocument): string =>
  failed.length > 0
    ? 'incomplete: run the same command again to retry the failed listings'
    : 'not up to date: run the same command again; nothing is lost';

function nextOf(document: CollectDocument): string {
  const { snapshot, read, asked, unanswered } = document;
  const next = `hfreuse report --snapshot ${snapshot}`;
  if (unanswered > 0) return `complete, but not finished: ${lookUpsOf(document)}, or continue with ${next}`;
  return read === 0 && asked === 0
    ? `${snapshot} is finished; nothing is left to read`
    : `done: ${snapshot} is finished; next: ${next}`;
}
