import { latestRows, rests } from './plain-figures.ts';
import { clean, isLoader, resolver } from './plain-names.ts';
import type { RawRow, RawSnapshot } from './raw-rows.ts';
import { study2025TaskPairs } from './sql-names.ts';

/** The texts of a model's list of datasets, as the study has it. */
function listNames(model: RawRow): string[] {
  if (model.hasCard !== true) return rests(model, 'dataset:');
  const value: unknown = JSON.parse(model.cardDatasets ?? 'null');
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string');
}

/**
 * RQ2 of the study with renames followed, by plain loops: a text that is not a dataset's id letter for letter is cleaned
 * and stands for what that name stands for. Mean and members of each task that has a dataset.
 */
export function plainFollowed(raw: RawSnapshot): Map<string, { n: number; mean: number }> {
  const datasets = latestRows(raw.datasets);
  const resolve = resolver('datasets', datasets, raw.lookups);
  const reached = (text: string): RawRow[] => {
    const exact = datasets.filter(({ id }) => id === text);
    const name = clean('datasets', text);
    if (exact.length > 0 || name === '' || isLoader(name)) return exact;
    return [resolve(name).repo ?? []].flat();
  };
  const figures = new Map<string, { n: number; mean: number }>();
  const reachedBy = new Map(
    latestRows(raw.models).map((model) => [model, new Set(listNames(model).flatMap(reached))]),
  );
  for (const [, task] of study2025TaskPairs) {
    const members = datasets.filter(({ tags }) => tags?.includes(`task_categories:${task}`));
    const users = [...reachedBy].filter(
      ([model]) => model.pipelineTag === task || model.tags?.includes(task),
    );
    const total = members.reduce(
      (sum, dataset) => sum + users.filter(([, found]) => found.has(dataset)).length,
      0,
    );
    if (members.length > 0) figures.set(task, { n: members.length, mean: total / members.length });
  }
  return figures;
}
