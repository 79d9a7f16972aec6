import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { HfreuseError, messageOf } from '../../errors.ts';
import { type Answer, errorAnswer, jsonAnswer, textAnswer } from './answer.ts';

/** A file of this machine under its path in a repo. */
export interface DumpFile {
  path: string;
  file: string;
  size: number;
  /** In quotes, as the header has it: the SHA-256 of its bytes. */
  etag: string;
}

/** A dataset repo with files at one commit, its only one. */
export interface DumpRepo {
  id: string;
  /** 40 hexadecimal digits. */
  commit: string;
  files: DumpFile[];
}

/** What a simulated Hub calls the dump of itself. */
export const dumpRepoId = 'simulated/hub-stats';

/**
 * Makes a repo of files.
 * @param files paths in the repo, and where the files lie
 * @throws HfreuseError (exit 1) for a file that cannot be read
 */
export async function loadDumpRepo(
  files: readonly { path: string; file: string }[],
  id = dumpRepoId,
): Promise<DumpRepo> {
  const loaded: DumpFile[] = [];
  for (const { path, file } of files) {
    try {
      const hash = createHash('sha256');
      for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
      loaded.push({ path, file, size: (await stat(file)).size, etag: `"${hash.digest('hex')}"` });
    } catch (error) {
      throw new HfreuseError(`${file} cannot be served: ${messageOf(error)}`, { cause: error });
    }
  }
  const commit = createHash('sha1').update(JSON.stringify(loaded.map(({ path, etag }) => [path, etag])));
  return { id, commit: commit.digest('hex'), files: loaded };
}

/** What a path asks of the repo; null: it is not about the repo. */
export type DumpCall =
  | { kind: 'info'; revision: string }
  | { kind: 'tree'; revision: string }
  | { kind: 'file'; revision: string; path: string };

/** Takes a path apart. */
export function toDumpCall({ id }: DumpRepo, pathname: string): DumpCall | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const api = `/api/datasets/${id}/`;
  if (`${path}/` === api || path === api) return { kind: 'info', revision: 'HEAD' };
  if (path.startsWith(api)) {
    const [, kind, revision = ''] = /^(revision|tree)\/(.+?)\/?$/.exec(path.slice(api.length)) ?? [];
    return kind === undefined ? null : { kind: kind === 'tree' ? 'tree' : 'info', revision };
  }
  const resolve = `/datasets/${id}/resolve/`;
  // A revision with a slash in it comes escaped, so the raw path shows where it ends.
  if (!path.startsWith(resolve)) return null;
  const [revision = '', ...rest] = pathname.slice(resolve.length).split('/').map(decodeURIComponent);
  return { kind: 'file', revision, path: rest.join('/') };
}

/**
 * The Hub's answer. A file is kept on another host, as the Hub keeps large ones, where `fileHost` names one.
 * @returns the file itself where it is to be sent from here
 */
export function answerDump(repo: DumpRepo, call: DumpCall, fileHost: string | null): Answer | DumpFile {
  if (!['HEAD', 'main', repo.commit].includes(call.revision)) {
    return errorAnswer(404, `Invalid rev id: ${call.revision}`, 'RevisionNotFound');
  }
  if (call.kind === 'info') {
    const [author] = repo.id.split('/');
    const siblings = repo.files.map(({ path }) => ({ rfilename: path }));
    const state = { private: false, gated: false, disabled: false, tags: [], downloads: 0, likes: 0 };
    const info = { _id: repo.commit.slice(0, 24), id: repo.id, author, sha: repo.commit, ...state, siblings };
    return jsonAnswer(200, JSON.stringify(info));
  }
  if (call.kind === 'tree') return jsonAnswer(200, JSON.stringify(repo.files.map(toEntry)));
  const file = repo.files.find(({ path }) => path === call.path);
  if (file === undefined) return errorAnswer(404, 'Entry not found', 'EntryNotFound');
  if (fileHost === null) return file;
  const Location = `${fileHost}/${file.etag.slice(1, -1)}?Signature=simulated`;
  return textAnswer(302, `Found. Redirecting to ${Location}`, {
    Location,
    'X-Repo-Commit': repo.commit,
    'X-Linked-Size': String(file.size),
    'X-Linked-ETag': file.etag,
  });
}

const toEntry = ({ path, size, etag }: DumpFile) => ({
  type: 'file',
  oid: etag.slice(1, 41),
  size,
  path,
  lfs: { oid: etag.slice(1, -1), size, pointerSize: 133 },
});
