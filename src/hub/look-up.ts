import { messageOf } from '../errors.ts';
import type { RepoKind } from '../repo-kind.ts';
import type { Hub } from './hub.ts';
import type { LookUp } from './listing/records.ts';
import { isRepoId } from './repo-id.ts';
import { repoInfo } from './request/client.ts';
import { HubError, TokenRefusedError, UnkeptError } from './request/hub-error.ts';
import { toFetch } from './request/paced-fetch.ts';

/** The Hub's message without a token if a repo does not exist or is hidden. */
const hiddenReason = 'Invalid username or password.';

/**
 * Whether it is the Hub itself that knows no such repo, or hides it. Pages of gateways and firewalls have the same
 * statuses, but do not concern the name. A 401 that is about a token is an error of its own.
 */
const meansMissing = ({ status, code, reason }: HubError): boolean =>
  (status === 404 && code === 'RepoNotFound') ||
  (status === 401 && (code === 'RepoNotFound' || reason === hiddenReason));

const checkRepo = (value: unknown): string | null =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  '_id' in value &&
  typeof value._id === 'string'
    ? null
    : 'the answer is not a repo';

/**
 * Asks what a name stands for today; redirects are followed, within the Hub. What went wrong is in the
 * answer, an interruption too. A name that is not a well-formed repo id is never sent.
 * @throws TokenRefusedError, UnkeptError: then no other name will be answered either
 */
export async function lookUp(hub: Hub, kind: RepoKind, name: string): Promise<LookUp> {
  const toFailure = (error: string): LookUp => ({ outcome: 'failed', currentId: null, hubId: null, error });
  if (!isRepoId(name)) return toFailure('not a well-formed repo id: not asked');
  try {
    const repo = await repoInfo(kind, name, hub.endpoint, toFetch(hub.requestJson, checkRepo));
    if (!isRepoId(repo.name)) return toFailure('the Hub answered with a name that is not a repo id');
    return { outcome: 'exists', currentId: repo.name, hubId: repo.id.toWellFormed(), error: null };
  } catch (error) {
    if (hub.signal.aborted) return toFailure('interrupted');
    if (error instanceof TokenRefusedError || error instanceof UnkeptError) throw error;
    if (!(error instanceof HubError) || !meansMissing(error)) return toFailure(messageOf(error));
    return { outcome: 'missing', currentId: null, hubId: null, error: null };
  }
}
