import {
  datasetInfo,
  downloadFile,
  listDatasets,
  listFiles,
  listModels,
  modelInfo,
  type PipelineType,
} from '@huggingface/hub';
import type { RepoKind } from '../../repo-kind.ts';
import type { RepoFile } from '../download/repo-file.ts';
import type { ListRequest } from '../listing/records.ts';

type Fetch = typeof globalThis.fetch;

/** The address of a listing's first page, as the official client builds it; with the fields that it does not know; for ids alone, with fewer. */
export async function buildListUrl(request: ListRequest, hubUrl: string): Promise<string> {
  const url = await buildFullUrl(request, hubUrl);
  if (request.idsOnly !== true && request.bases !== true) return url;
  const changed = new URL(url);
  // The client does not know this field.
  if (request.bases === true) changed.searchParams.append('expand', 'baseModels');
  if (request.idsOnly !== true) return changed.href;
  // The client always asks for some fields. Without any the Hub would send all of its own choice.
  changed.searchParams.delete('expand');
  changed.searchParams.set('expand', 'private');
  return changed.href;
}

function buildFullUrl(request: ListRequest, hubUrl: string): Promise<string> {
  const { kind, task, by, cards, sort } = request;
  if (kind === 'datasets') {
    const tags = task === null ? [] : [`task_categories:${task}`];
    const additionalFields = [
      ...(['tags', 'createdAt', 'downloadsAllTime'] as const),
      ...(cards ? (['cardData'] as const) : []),
    ];
    return firstAddress((fetch) => listDatasets({ search: { tags }, additionalFields, sort, hubUrl, fetch }));
  }
  const additionalFields = [
    ...(['tags', 'createdAt', 'downloadsAllTime', 'library_name'] as const),
    ...(cards ? (['cardData'] as const) : []),
  ];
  // The client's type knows today's tasks only; the Hub judges for itself.
  const byTask = by === 'tag' ? { tags: task === null ? [] : [task] } : { task: task as PipelineType | null };
  const search = task === null ? {} : (byTask as { task?: PipelineType; tags?: string[] });
  return firstAddress((fetch) => listModels({ search, additionalFields, sort, hubUrl, fetch }));
}

/**
 * The first address that a listing of the client asks for. No more is left to it: it would end a listing in silence at
 * a Link that it does not understand, and copies each repo field by field, turn by turn.
 */
async function firstAddress(list: (fetch: Fetch) => AsyncGenerator<unknown>): Promise<string> {
  const stop = new Error('only the address was wanted');
  let address: string | null = null;
  const note: Fetch = async (input) => {
    address = String(input);
    throw stop;
  };
  await list(note)
    .next()
    .catch((error: unknown) => {
      if (error !== stop) throw error;
    });
  if (address === null) throw new Error('the client of the Hub asked for nothing');
  return address;
}

/** The repo that a name leads to today, as the official client asks for it. `id` is the Hub's `_id`, `name` the id. */
export const repoInfo = (
  kind: RepoKind,
  name: string,
  hubUrl: string,
  fetch: Fetch,
): Promise<{ id: string; name: string }> =>
  kind === 'models' ? modelInfo({ name, hubUrl, fetch }) : datasetInfo({ name, hubUrl, fetch });

/** The id of a dataset repo today, and the commit of a revision of it. */
export const datasetCommit = (
  name: string,
  revision: string,
  hubUrl: string,
  fetch: Fetch,
): Promise<{ name: string; sha: string }> =>
  datasetInfo({ name, revision, additionalFields: ['sha'], hubUrl, fetch });

/** What a dataset repo holds at a commit, in all its folders; `fetch` is asked for each page. */
export const listRepoEntries = (
  name: string,
  commit: string,
  hubUrl: string,
  fetch: Fetch,
): AsyncGenerator<unknown, void, unknown> =>
  listFiles({ repo: { type: 'dataset', name }, revision: commit, recursive: true, hubUrl, fetch });

/** A file as the official client reads it: each slice asks `fetch` for its range when it is read. */
export async function fileBlob(
  { repo: name, commit, path, size }: RepoFile,
  hubUrl: string,
  fetch: Fetch,
): Promise<Blob> {
  const place = path.split('/').map(encodeURIComponent).join('/');
  // Size and commit are known, so the client need not ask; and the address is ours, for the client escapes no path.
  const downloadInfo = { size, etag: commit, url: `${hubUrl}/datasets/${name}/resolve/${commit}/${place}` };
  const repo = { type: 'dataset', name } as const;
  const blob = await downloadFile({ repo, path, revision: commit, hubUrl, fetch, xet: false, downloadInfo });
  if (blob === null) throw new Error(`there is no ${path}`);
  return blob;
}
