import type { Hub } from '../hub.ts';
import { isRepoId } from '../repo-id.ts';
import { datasetCommit, listRepoEntries } from '../request/client.ts';
import { HubError } from '../request/hub-error.ts';
import { toFetch } from '../request/paced-fetch.ts';
import { showUrl } from '../request/show-url.ts';

/** A dataset repo at one commit. */
export interface RepoCommit {
  /** Its id today. */
  repo: string;
  /** 40 hexadecimal digits. */
  commit: string;
}

/** A file of a repo: its path there, and its size in bytes. */
export interface RepoPath {
  path: string;
  size: number;
  /** Of its bytes, in 64 hexadecimal digits; null where the Hub names none in its list: small files are not in LFS. */
  sha256: string | null;
}

const checkCommit = (value: unknown): string | null =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'sha' in value &&
  typeof value.sha === 'string' &&
  /^[0-9a-f]{40}$/.test(value.sha)
    ? null
    : 'the answer is not a repo with its commit';

/**
 * The commit that a revision of a dataset repo is at now; redirects to a new name are followed.
 * @param name a well-formed repo id: it goes into the address as it is
 * @throws HubError when the Hub refuses, or there is no such repo or revision
 */
export async function readCommit(hub: Hub, name: string, revision: string): Promise<RepoCommit> {
  const fetch = toFetch(hub.requestJson, checkCommit);
  const { name: repo, sha } = await datasetCommit(name, revision, hub.endpoint, fetch);
  if (!isRepoId(repo)) throw new HubError('the Hub answered with a name that is not a repo id');
  return { repo, commit: sha };
}

const checkEntries = (value: unknown): string | null =>
  Array.isArray(value) ? null : 'the answer is not a list of files';

const sha256Of = (oid: unknown): string | null =>
  typeof oid === 'string' && /^[0-9a-f]{64}$/i.test(oid) ? oid.toLowerCase() : null;

/** More files than any dump has. */
const mostEntries = 100_000;

/**
 * All files of a dataset repo at a commit, folders included, sorted by path.
 * @throws HubError when the Hub refuses, or the listing does not end
 */
export async function listRepoFiles(hub: Hub, { repo, commit }: RepoCommit): Promise<RepoPath[]> {
  const files: RepoPath[] = [];
  let entries = 0;
  const fetch = askOnce(toFetch(hub.requestJson, checkEntries));
  for await (const entry of listRepoEntries(repo, commit, hub.endpoint, fetch)) {
    if (++entries > mostEntries) throw new HubError(`${repo} holds more than ${mostEntries} files`);
    const { type, path, size, lfs } = (entry ?? {}) as Record<string, unknown>;
    if (type === 'file' && typeof path === 'string' && Number.isSafeInteger(size)) {
      files.push({ path, size: size as number, sha256: sha256Of((lfs as { oid?: unknown } | null)?.oid) });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A next link that leads back would list for ever. */
function askOnce(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const seen = new Set<string>();
  return async (input, init) => {
    const url = String(input);
    if (seen.has(url)) throw new HubError(`the listing of files loops: ${showUrl(url)}`);
    seen.add(url);
    return fetch(input, init);
  };
}
