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
import { jsonResponse } from './paced-fetch.ts';
import type { JsonAnswer } from './request-json.ts';

type Fetch = typeof globalThis.fetch;

/**
 * The first page of a listing. It passes through the official client, which builds the address, and then through `ask`,
 * which asks for it; the client is answered with the page that came. No more is left to it: it would end a listing in
 * silence at a Link that it does not understand, and copies each repo field by field, turn by turn.
 * @param ask takes the client's address, with the fields that the client does not know; for ids alone, with fewer
 * @throws anything that `ask` throws
 */
export async function listFirstPage<Page extends { answer: JsonAnswer }>(
  request: ListRequest,
  hubUrl: string,
  ask: (url: string) => Promise<Page>,
): Promise<Page> {
  const pages: Page[] = [];
  const items = startListing(request, hubUrl, async (input) => {
    const page = await ask(chooseFields(request, String(input)));
    pages.push(page);
    // Without its Link, which we follow ourselves.
    return jsonResponse(page.answer.value, null);
  });
  try {
    await items.next();
  } catch (error) {
    // The client fails at an item that is not an object. The page is there, and what is not a repo is set aside.
    if (pages.length === 0) throw error;
  }
  const [page] = pages;
  if (page === undefined) throw new Error('the client of the Hub asked for nothing');
  return page;
}

function chooseFields(request: ListRequest, address: string): string {
  const url = new URL(address);
  if (request.idsOnly === true) {
    // The client always asks for some fields. Without any the Hub would send all of its own choice.
    url.searchParams.delete('expand');
    url.searchParams.append('expand', 'private');
  } else if (request.bases === true) url.searchParams.append('expand', 'baseModels');
  return url.href;
}

function startListing(request: ListRequest, hubUrl: string, fetch: Fetch): AsyncGenerator<unknown> {
  const { kind, task, by, cards, sort } = request;
  if (kind === 'datasets') {
    const tags = task === null ? [] : [`task_categories:${task}`];
    const additionalFields = [
      ...(['tags', 'createdAt', 'downloadsAllTime'] as const),
      ...(cards ? (['cardData'] as const) : []),
    ];
    return listDatasets({ search: { tags }, additionalFields, sort, hubUrl, fetch });
  }
  const additionalFields = [
    ...(['tags', 'createdAt', 'downloadsAllTime', 'library_name'] as const),
    ...(cards ? (['cardData'] as const) : []),
  ];
  // The client's type knows today's tasks only; the Hub judges for itself.
  const byTask = by === 'tag' ? { tags: task === null ? [] : [task] } : { task: task as PipelineType | null };
  const search = task === null ? {} : (byTask as { task?: PipelineType; tags?: string[] });
  return listModels({ search, additionalFields, sort, hubUrl, fetch });
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
