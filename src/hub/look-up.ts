import { messageOf } from '../errors.ts';
import type { RepoKind } from '../repo-kind.ts';
import type { Hub } from './hub.ts';
import type { LookUp } from './listing/records.ts';
import { isRepoId } from './repo-id.ts';
import { repoInfo } from './request/client.ts';
import { HubError } from './request/hub-error.ts';
import { toFetch } from './request/paced-fetch.ts';

/** The answers that mean: no such repo, or it hides. */
const missing = new Set([401, 403, 404]);

const checkRepo = (value: unknown): string | null =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  '_id' in value &&
  typeof value._id === 'string'
    ? null
    : 'the answer is no repo';

/**
 * Asks what a name stands for today; redirects are followed, within the Hub. Never throws: what went wrong is in the
 * answer, an interruption too. A name that is no well-formed repo id is never sent.
 */
export async function lookUp(hub: Hub, kind: RepoKind, name: string): Promise<LookUp> {
  const failed = (error: string): LookUp => ({ outcome: 'failed', currentId: null, hubId: null, error });
  if (!isRepoId(name)) return failed('not a well-formed repo id: not asked');
  try {
    const repo = await repoInfo(kind, name, hub.endpoint, toFetch(hub.requestJson, checkRepo));
    if (!isRepoId(repo.name)) return failed('the Hub answered with a name that is no repo id');
    return { outcome: 'exists', currentId: repo.name, hubId: repo.id.toWellFormed(), error: null };
  } catch (error) {
    if (hub.signal.aborted) return failed('interrupted');
    if (!(error instanceof HubError) || error.status === null) return failed(messageOf(error));
    // The Hub says so when it is the token that it does not take: then nothing is known of the name.
    if (!missing.has(error.status) || /invalid credentials/i.test(error.message))
      return failed(error.message);
    return { outcome: 'missing', currentId: null, hubId: null, error: null };
  }
}
