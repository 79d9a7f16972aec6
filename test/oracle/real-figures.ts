/**
 * A third way to the headline figures: plain loops over the recorded metadata, no SQL, no graph, no look-ups. The
 * recorded repos have no `_id` and no card, and no two have the same id, so the id stands for the `_id`.
 */

import { type RealRepo, readReal } from './read-real.ts';
import { currentTasks, studyTaskPairs } from './sql-names.ts';

export interface RealFigure {
  protocol: 'current' | 'study-2025';
  measure: string;
  modality: string;
  task: string;
  /** Of the headline population. */
  n: number;
  mean: number | null;
  sd: number | null;
  total: number;
}

const loaders = new Set(
  'arrow audiofolder csv custom generator imagefolder json none null pandas parquet pdffolder sql text unknown videofolder webdataset xml'.split(
    ' ',
  ),
);

const fold = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function clean(kind: 'models' | 'datasets', text: string): string {
  let name = text.trim().replace(/^https?:\/\/(?:huggingface\.co|hf\.co)\//i, '\n');
  if (name.startsWith('\n') && kind === 'datasets') name = name.replace(/^\ndatasets\//i, '\n');
  while (name !== name.trim() || name.endsWith('/')) name = name.trim().replace(/\/$/, '');
  return name;
}

const isRepoId = (name: string): boolean => {
  const parts = name.split('/');
  return parts.length <= 2 && parts.every((part) => /^[\w.-]+$/.test(part) && part !== '.' && part !== '..');
};

const rests = (repo: RealRepo, prefix: string): string[] =>
  repo.tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));

const baseNames = (repo: RealRepo): string[] =>
  rests(repo, 'base_model:').map((rest) =>
    clean('models', rest.replace(/^(finetune|adapter|quantized|merge):/, '')),
  );

/** What names stand for: exact letters, else the earliest repo whose id is the same but for case, else the name. */
function resolver(repos: readonly RealRepo[]): (name: string) => string {
  const exact = new Set(repos.map((repo) => repo.id));
  const earliest = new Map<string, RealRepo>();
  for (const repo of repos) {
    const known = earliest.get(fold(repo.id));
    const before = (r: RealRepo): string => `${r.createdAt ?? '~'} ${r.id}`;
    if (known === undefined || before(repo) < before(known)) earliest.set(fold(repo.id), repo);
  }
  return (name) => {
    if (!isRepoId(name)) return `malformed ${fold(name)}`;
    return exact.has(name) ? name : (earliest.get(fold(name))?.id ?? `ghost ${fold(name)}`);
  };
}

/** Values by task, one a member. */
type Values = Map<string, number[]>;

function put(values: Values, task: string, value: number): void {
  const list = values.get(task);
  if (list === undefined) values.set(task, [value]);
  else list.push(value);
}

const increment = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

function currentValues(models: RealRepo[], datasets: RealRepo[]): Record<string, Values> {
  const toModel = resolver(models);
  const toDataset = resolver(datasets);
  const uses = new Map<string, number>();
  const derivatives = new Map<string, number>();
  const declared = new Map<RealRepo, { datasets: number; bases: number }>();
  for (const model of models) {
    const names = rests(model, 'dataset:').map((rest) => clean('datasets', rest));
    const used = new Set(names.filter((name) => name !== '' && !loaders.has(fold(name))).map(toDataset));
    const bases = new Set(
      baseNames(model)
        .filter((name) => name !== '')
        .map(toModel),
    );
    bases.delete(model.id);
    for (const thing of used) increment(uses, thing);
    for (const thing of bases) increment(derivatives, thing);
    declared.set(model, { datasets: used.size, bases: bases.size });
  }
  const rq1: Values = new Map();
  const rq2: Values = new Map();
  const rq3: Values = new Map();
  const parents: Values = new Map();
  for (const [model, counts] of declared) {
    if (model.pipeline_tag === undefined) continue;
    put(rq1, model.pipeline_tag, counts.datasets);
    put(rq3, model.pipeline_tag, derivatives.get(model.id) ?? 0);
    put(parents, model.pipeline_tag, counts.bases);
  }
  for (const dataset of datasets)
    for (const task of new Set(rests(dataset, 'task_categories:'))) put(rq2, task, uses.get(dataset.id) ?? 0);
  return {
    'datasets-per-model': rq1,
    'models-per-dataset': rq2,
    'derivatives-per-model': rq3,
    'bases-per-model': parents,
  };
}

function studyValues(models: RealRepo[], datasets: RealRepo[]): Record<string, Values> {
  const rq1: Values = new Map();
  const rq2: Values = new Map();
  const parents: Values = new Map();
  for (const [, task] of studyTaskPairs) {
    const uses = new Map<string, number>();
    for (const model of models) {
      if (model.pipeline_tag !== task && !model.tags.includes(task)) continue;
      const names = rests(model, 'dataset:');
      for (const name of new Set(names)) increment(uses, name);
      put(rq1, task, names.length);
      put(
        parents,
        task,
        new Set(
          baseNames(model)
            .filter((name) => name !== '')
            .map(fold),
        ).size,
      );
    }
    for (const dataset of datasets)
      if (dataset.tags.includes(`task_categories:${task}`)) put(rq2, task, uses.get(dataset.id) ?? 0);
  }
  return { 'datasets-per-model': rq1, 'models-per-dataset': rq2, 'bases-per-model': parents };
}

function summarise(
  all: readonly number[],
  onlyNonzero: boolean,
): Pick<RealFigure, 'n' | 'mean' | 'sd' | 'total'> {
  const values = onlyNonzero ? all.filter((value) => value > 0) : all;
  const n = values.length;
  const total = values.reduce((sum, value) => sum + value, 0);
  if (n === 0) return { n, mean: null, sd: null, total };
  const mean = total / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, sd: n === 1 ? null : Math.sqrt(squares / (n - 1)), total };
}

/** Headline figures of every task that has a member, from a folder with models.ndjson.gz and datasets.ndjson.gz. */
export function realFigures(folder: string): RealFigure[] {
  const models = readReal(folder, 'models');
  const datasets = readReal(folder, 'datasets');
  const byProtocol = [
    { protocol: 'current', values: currentValues(models, datasets), pairs: currentTasks },
    { protocol: 'study-2025', values: studyValues(models, datasets), pairs: studyTaskPairs },
  ] as const;
  return byProtocol.flatMap(({ protocol, values, pairs }) =>
    Object.entries(values).flatMap(([measure, byTask]) =>
      pairs.flatMap(([modality, task]) => {
        const all = byTask.get(task);
        const onlyNonzero = measure === 'datasets-per-model' || measure === 'bases-per-model';
        return all === undefined
          ? []
          : [{ protocol, measure, modality, task, ...summarise(all, onlyNonzero) }];
      }),
    ),
  );
}
