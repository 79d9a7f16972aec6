/** A third way to the headline figures: plain loops over the raw rows, Maps and Sets, no SQL and no graph. */
import { clean, fold, isLoader, resolver } from './plain-names.ts';
import type { RawRow, RawSnapshot } from './raw-rows.ts';
import { currentTasks, study2025TaskPairs } from './sql-names.ts';

export interface PlainFigure {
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

/** Values by task, one a member. */
type Values = Map<string, number[]>;

function put(values: Values, task: string, value: number): void {
  const list = values.get(task);
  if (list === undefined) values.set(task, [value]);
  else list.push(value);
}

const increment = <T>(counts: Map<T, number>, key: T): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const orLeast = (time: number | null | undefined): number => time ?? -Infinity;

/** Each `_id` once: the row that was modified last, then of the greatest listing, then written last. */
export function latestRows(rows: readonly RawRow[]): RawRow[] {
  const kept = new Map<string, RawRow>();
  for (const row of rows) {
    const known = kept.get(row.hubId);
    const gain = known === undefined ? 1 : orLeast(row.lastModified) - orLeast(known.lastModified);
    // −∞ less −∞ is not a number: equal.
    const isTie = Number.isNaN(gain) || gain === 0;
    if (isTie ? (row.stream ?? 0) >= (known?.stream ?? 0) : gain > 0) kept.set(row.hubId, row);
  }
  return [...kept.values()];
}

/** What is behind a prefix among the tags. */
export const rests = (repo: RawRow, prefix: string): string[] =>
  (repo.tags ?? []).filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));

/** Cleaned names of a model's datasets or bases, among its tags; empty ones dropped. */
export const tagNames = (model: RawRow, kind: 'models' | 'datasets'): string[] =>
  (kind === 'datasets'
    ? rests(model, 'dataset:').map((rest) => clean('datasets', rest))
    : rests(model, 'base_model:').map((rest) =>
        clean('models', rest.replace(/^(finetune|adapter|quantized|merge):/, '')),
      )
  ).filter((name) => name !== '');

function currentValues({ models, datasets, lookups }: RawSnapshot): Record<string, Values> {
  const toModel = resolver('models', models, lookups);
  const toDataset = resolver('datasets', datasets, lookups);
  const rq1: Values = new Map();
  const rq2: Values = new Map();
  const rq3: Values = new Map();
  const parents: Values = new Map();
  const uses = new Map<string, number>();
  const derivatives = new Map<string, number>();
  const declared = new Map<RawRow, [number, number]>();
  for (const model of models) {
    const names = tagNames(model, 'datasets').filter((name) => !isLoader(name));
    const used = new Set(names.map((name) => toDataset(name).thing));
    const bases = new Set(tagNames(model, 'models').map((name) => toModel(name).thing));
    bases.delete(`repo ${model.hubId}`);
    for (const thing of used) increment(uses, thing);
    for (const thing of bases) increment(derivatives, thing);
    declared.set(model, [used.size, bases.size]);
  }
  for (const [model, [used, bases]] of declared) {
    const task = model.pipelineTag ?? '';
    put(rq1, task, used);
    put(rq3, task, derivatives.get(`repo ${model.hubId}`) ?? 0);
    put(parents, task, bases);
  }
  for (const dataset of datasets)
    for (const task of new Set(rests(dataset, 'task_categories:')))
      put(rq2, task, uses.get(`repo ${dataset.hubId}`) ?? 0);
  return {
    'datasets-per-model': rq1,
    'models-per-dataset': rq2,
    'derivatives-per-model': rq3,
    'bases-per-model': parents,
  };
}

/** A card's list: a string is one item, anything but a string or a list is none. */
function cardItems(text: string | null | undefined): unknown[] {
  const value: unknown = JSON.parse(text ?? 'null');
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
}

function study2025Values({ models, datasets }: RawSnapshot): Record<string, Values> {
  const rq1: Values = new Map();
  const rq2: Values = new Map();
  const parents: Values = new Map();
  for (const [, task] of study2025TaskPairs) {
    const uses = new Map<unknown, number>();
    for (const model of models) {
      if (model.pipelineTag !== task && !model.tags?.includes(task)) continue;
      const used = model.hasCard ? cardItems(model.cardDatasets) : rests(model, 'dataset:');
      const bases = model.hasCard
        ? cardItems(model.cardBaseModel).length
        : new Set(tagNames(model, 'models').map(fold)).size;
      for (const name of new Set(used)) increment(uses, name);
      put(rq1, task, used.length);
      put(parents, task, bases);
    }
    for (const dataset of datasets)
      if (dataset.tags?.includes(`task_categories:${task}`)) put(rq2, task, uses.get(dataset.id) ?? 0);
  }
  return { 'datasets-per-model': rq1, 'models-per-dataset': rq2, 'bases-per-model': parents };
}

function summarise(values: readonly number[]): Pick<PlainFigure, 'n' | 'mean' | 'sd' | 'total'> {
  const n = values.length;
  const total = values.reduce((sum, value) => sum + value, 0);
  if (n === 0) return { n, mean: null, sd: null, total };
  const mean = total / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, sd: n === 1 ? null : Math.sqrt(squares / (n - 1)), total };
}

/** Headline figures of every task that has a member, under both protocols. */
export function plainFigures(raw: RawSnapshot): PlainFigure[] {
  const snapshot = { ...raw, models: latestRows(raw.models), datasets: latestRows(raw.datasets) };
  const byProtocol = [
    { protocol: 'current', values: currentValues(snapshot), pairs: currentTasks },
    { protocol: 'study-2025', values: study2025Values(snapshot), pairs: study2025TaskPairs },
  ] as const;
  return byProtocol.flatMap(({ protocol, values, pairs }) =>
    Object.entries(values).flatMap(([measure, byTask]) =>
      pairs.flatMap(([modality, task]) => {
        const all = byTask.get(task);
        if (all === undefined) return [];
        const ofNonzero = measure === 'datasets-per-model' || measure === 'bases-per-model';
        const values = ofNonzero ? all.filter((value) => value > 0) : all;
        return [{ protocol, measure, modality, task, ...summarise(values) }];
      }),
    ),
  );
}
