import { datasetInfo, listDatasets, listModels, modelInfo, type PipelineType } from '@huggingface/hub';
import type { ListRequest, RepoKind } from './records.ts';

/** A list as the official client reads it; `fetch` is asked for each page. */
export function listEntries(
  request: ListRequest,
  hubUrl: string,
  fetch: typeof globalThis.fetch,
): AsyncGenerator<unknown, void, unknown> {
  const { kind, task, by, cards, sort } = request;
  if (kind === 'datasets') {
    const tags = task === null ? [] : [`task_categories:${task}`];
    const additionalFields = [...(['tags', 'createdAt'] as const), ...(cards ? (['cardData'] as const) : [])];
    return listDatasets({ search: { tags }, additionalFields, sort, hubUrl, fetch });
  }
  const additionalFields = [
    ...(['tags', 'createdAt', 'library_name'] as const),
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
  fetch: typeof globalThis.fetch,
): Promise<{ id: string; name: string }> =>
  kind === 'models' ? modelInfo({ name, hubUrl, fetch }) : datasetInfo({ name, hubUrl, fetch });
