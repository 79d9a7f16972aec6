import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HfreuseError, messageOf, usageError } from '../../errors.ts';
import { chooseDumpPaths, findNamedPaths, type PathChoice } from '../../hub/download/dump-paths.ts';
import { listRepoFiles, type RepoCommit, type RepoPath, readCommit } from '../../hub/download/repo-files.ts';
import { connectHub, type Hub } from '../../hub/hub.ts';
import { isRepoId } from '../../hub/repo-id.ts';
import { HubError } from '../../hub/request/hub-error.ts';
import { readToken } from '../../hub/token.ts';
import type { World } from '../../io.ts';
import { makeFolder } from '../../own-files.ts';
import { type RepoKind, repoKinds } from '../../repo-kind.ts';
import type { RunOptions } from '../run-options.ts';
import { holdFolder, refuseHeld } from './hold-folder.ts';
import type { FullImportRequest } from './request.ts';
import type { DumpFiles } from './write-import.ts';

/** Where an unfinished download lies, beside the snapshot, so that running again goes on. */
export const downloadFolder = (snapshot: string): string => `${snapshot}.download`;

/** What a download is of; the same again goes on with the same commit, though the repo may have moved on. */
interface Source extends RepoCommit {
  endpoint: string;
  asked: string;
}

/**
 * Downloads the dump that `--from` names into {@link downloadFolder}.
 * @throws HfreuseError for wrong usage, a repo without a dump, a Hub that does not give it, or a full disk
 */
export async function downloadDump(
  world: World,
  request: FullImportRequest & { from: string },
  endpoint: string,
  run: RunOptions,
): Promise<DumpFiles> {
  const [name = '', revision = 'main', ...more] = request.from.split('@');
  if (!isRepoId(name) || revision === '' || more.length > 0) {
    throw usageError(
      `--from takes a dataset repo such as owner/name or owner/name@revision, not ${JSON.stringify(request.from)}`,
    );
  }
  const hub = await connect(world, request, endpoint, run);
  const folder = downloadFolder(request.snapshot);
  const wanted = { endpoint: hub.endpoint, asked: `${name}@${revision}` };
  const { source, files } = await findSource(hub, folder, wanted, { name, revision });
  await refuseHeld(folder);
  if (await isOther(folder, source)) await rm(folder, { recursive: true, force: true });
  const chosen = chooseFiles(source, files, request);
  await writeSource(folder, source);
  const local = await holdFolder(folder, async () => {
    if (request.restart === true) await forgetUnchecked(chosen, folder);
    return downloadAll(hub, source, chosen, folder, run);
  });
  const isUnchecked = repoKinds.some((kind) => chosen[kind].some(({ sha256 }) => sha256 === null));
  return { ...local, isUnchecked, of: `${source.repo}@${source.commit}`, endpoint: hub.endpoint };
}

async function connect(
  world: World,
  { retries, timeoutMs, insecureToken }: FullImportRequest,
  endpoint: string,
  { onProgress, onDebug }: RunOptions,
): Promise<Hub> {
  return connectHub({
    io: world,
    endpoint,
    token: await readToken(world),
    retries,
    timeoutMs,
    insecureToken: insecureToken === true,
    onEvent: (event) => onProgress?.(event),
    debug: onDebug,
  });
}

/** The commit that an unfinished download is of, if it is still there; else where the revision is at now. */
async function findSource(
  hub: Hub,
  folder: string,
  wanted: Pick<Source, 'endpoint' | 'asked'>,
  { name, revision }: { name: string; revision: string },
): Promise<{ source: Source; files: RepoPath[] }> {
  const begun = await readSource(folder);
  if (begun !== null && begun.endpoint === wanted.endpoint && begun.asked === wanted.asked) {
    try {
      return { source: begun, files: await listRepoFiles(hub, begun) };
    } catch (error) {
      if (!(error instanceof HubError) || error.status !== 404) throw error;
    }
  }
  const source = { ...wanted, ...(await readCommit(hub, name, revision)) };
  return { source, files: await listRepoFiles(hub, source) };
}

const sourceFile = (folder: string): string => join(folder, 'source.json');

async function readSource(folder: string): Promise<Source | null> {
  try {
    const source = JSON.parse(await readFile(sourceFile(folder), 'utf8')) as Source;
    return isRepoId(source.repo) && /^[0-9a-f]{40}$/.test(source.commit) ? source : null;
  } catch {
    return null;
  }
}

async function isOther(folder: string, { endpoint, repo, commit }: Source): Promise<boolean> {
  const begun = await readSource(folder);
  // One that was cut short in writing reveals nothing about the folder.
  if (begun === null) return existsSync(sourceFile(folder));
  return begun.endpoint !== endpoint || begun.repo !== repo || begun.commit !== commit;
}

async function writeSource(folder: string, source: Source): Promise<void> {
  // A folder that we did not make holds something else.
  if (existsSync(folder) && !existsSync(sourceFile(folder))) {
    throw new HfreuseError(`${folder} is in the way: the download would go there`, {
      hint: 'move it, or name another file with --snapshot',
    });
  }
  const isNew = !existsSync(sourceFile(folder));
  let takeAway = (): void => {};
  try {
    takeAway = makeFolder(folder);
    await writeFile(sourceFile(folder), JSON.stringify(source));
  } catch (error) {
    // Half a note would keep the next download from this folder.
    if (isNew) await rm(sourceFile(folder), { force: true }).catch(() => undefined);
    takeAway();
    throw new HfreuseError(`${folder} cannot be written: ${messageOf(error)}`, {
      hint: 'check the folder and its permissions',
      cause: error,
    });
  }
}

type Chosen = Record<RepoKind, RepoPath[]>;

/** Both kinds, or those that the user named. */
function chooseFiles(source: Source, files: readonly RepoPath[], request: FullImportRequest): Chosen {
  const paths = files.map(({ path }) => path);
  const named = request.models !== undefined || request.datasets !== undefined;
  const choose = (kind: RepoKind): RepoPath[] => {
    const asked = request[kind];
    if (named && asked === undefined) return [];
    const choice: PathChoice =
      asked === undefined ? chooseDumpPaths(paths, kind) : findNamedPaths(paths, asked);
    if ('problem' in choice) {
      throw new HfreuseError(`${source.repo}, ${kind}: ${choice.problem}`, {
        hint: 'name the files of the repo with --models and --datasets',
      });
    }
    return files.filter(({ path }) => choice.paths.includes(path));
  };
  return { models: choose('models'), datasets: choose('datasets') };
}

/** Named by us: a path of someone else's repo leads wherever it likes. */
const localFile = (folder: string, kind: string, at: number): string => join(folder, `${kind}-${at}.parquet`);

/** With --restart, what is there whole but cannot be checked is downloaded again: it may be why the import failed. */
async function forgetUnchecked(chosen: Chosen, folder: string): Promise<void> {
  for (const kind of repoKinds) {
    for (const [at, { sha256 }] of chosen[kind].entries()) {
      if (sha256 === null) await rm(localFile(folder, kind, at), { force: true });
    }
  }
}

async function downloadAll(
  hub: Hub,
  { repo, commit }: Source,
  chosen: Chosen,
  folder: string,
  run: RunOptions,
): Promise<Record<RepoKind, string[]>> {
  const local: Record<RepoKind, string[]> = { models: [], datasets: [] };
  const total = repoKinds.flatMap((kind) => chosen[kind]).reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const kind of repoKinds) {
    for (const [at, { path, size, sha256 }] of chosen[kind].entries()) {
      const target = localFile(folder, kind, at);
      await hub.download({ repo, commit, path, size, sha256 }, target, (bytes) =>
        run.onProgress?.({ type: 'step', phase: 'download', done: before + bytes, total }),
      );
      before += size;
      local[kind].push(target);
    }
  }
  return local;
}
