import { type MeasureTable, readsTable } from './measures/table-set.ts';
import type { Measure, MeasureName, Population, Protocol } from './protocols.ts';
import { relations } from './relations.ts';

/** What of a definition can be chosen otherwise. */
export const choiceNames = [
  ...(['protocol', 'zeros', 'taskOf', 'scope', 'repeats', 'renames', 'relations', 'direction'] as const),
  'users',
] as const;
export type ChoiceName = (typeof choiceNames)[number];

/** The figures of one task under one choice, over every member and over those with at least one. */
export interface GridFigures {
  /** The measure whose headline this is another form of. */
  measure: MeasureName;
  /** The measure that is counted here: another one only where the direction is turned. */
  counted: MeasureName;
  choice: ChoiceName;
  setting: string;
  task: string;
  nAll: number;
  meanAll: number | null;
  sdAll: number | null;
  nNonzero: number;
  meanNonzero: number | null;
  sdNonzero: number | null;
}

/** One choice of a grid, in plain words. */
export interface GridChoice {
  choice: ChoiceName;
  setting: string;
  says: string;
}

/** A choice with the measures that it applies to. */
interface Offer extends GridChoice {
  for: (measure: Measure) => boolean;
}

const everyMeasure = (): boolean => true;
const isNamed =
  (...names: MeasureName[]) =>
  ({ measure }: Measure): boolean =>
    names.includes(measure);
const ofPopulation =
  (population: Population) =>
  (measure: Measure): boolean =>
    measure.population === population;

/** Those whose SQL reads one of these tables: a new measure has the choices that change what it is made of. */
const reading =
  (...tables: MeasureTable[]) =>
  ({ sql }: Measure): boolean =>
    tables.some((table) => readsTable(sql, table));

const zeros: readonly Offer[] = [
  {
    choice: 'zeros',
    setting: 'in',
    says: 'The mean is over all members of the task, those with a value of 0 too.',
    for: ofPopulation('nonzero'),
  },
  {
    choice: 'zeros',
    setting: 'out',
    says: 'The mean is over the members whose value is at least 1.',
    for: ofPopulation('all'),
  },
];

const turned = {
  bases: {
    choice: 'direction',
    setting: 'bases per derivative',
    says: 'The bases that a model names are counted, over the models that name at least one.',
    for: isNamed('derivatives-per-model'),
  },
  derivatives: {
    choice: 'direction',
    setting: 'derivatives per model',
    says: 'The models that name a model as a base are counted, over all models of the task.',
    for: isNamed('bases-per-model'),
  },
} satisfies Record<string, Offer>;

const byRelation = relations.flatMap((relation): Offer[] => [
  {
    choice: 'relations',
    setting: `without ${relation}`,
    says: `Edges whose only relation is ${relation} are left out.`,
    for: reading('derivations'),
  },
  {
    choice: 'relations',
    setting: `${relation} alone`,
    says: `Only edges with the relation ${relation} are counted.`,
    for: reading('derivations'),
  },
]);

const users: readonly Offer[] = [
  {
    choice: 'users',
    setting: 'owners',
    says: "The distinct owners of the models are counted, except the repo's own: what one account uploads counts once.",
    for: isNamed('models-per-dataset', 'derivatives-per-model'),
  },
  {
    choice: 'users',
    setting: 'models',
    says: 'The models themselves are counted, not their distinct owners.',
    for: isNamed('owners-per-dataset', 'owners-per-model'),
  },
];

const current: readonly Offer[] = [
  { choice: 'protocol', setting: 'current', says: "The protocol's own definition.", for: everyMeasure },
  {
    choice: 'protocol',
    setting: 'study-2025',
    says: 'All of the other protocol at once, which has only its own 30 tasks.',
    for: isNamed('datasets-per-model', 'models-per-dataset', 'bases-per-model'),
  },
  ...zeros,
  {
    choice: 'taskOf',
    setting: 'all tags',
    says: 'A model belongs to every task among its tags, not only to that of its pipeline tag.',
    for: reading('model_tasks'),
  },
  {
    choice: 'scope',
    setting: 'same task',
    says: "Only models whose pipeline tag is the dataset's task are counted.",
    for: isNamed('models-per-dataset'),
  },
  {
    choice: 'repeats',
    setting: 'kept',
    says: 'What a model names more than once counts each time: repeated, under two names, or with two relations. A plain tag next to a relation tag of the same name is not a repeat.',
    for: isNamed('datasets-per-model', 'models-per-dataset', 'derivatives-per-model', 'bases-per-model'),
  },
  {
    choice: 'renames',
    setting: 'not followed',
    says: 'An old name counts as itself, not as the repo that it was renamed to.',
    for: reading('uses', 'derivations'),
  },
  ...byRelation,
  turned.bases,
  turned.derivatives,
  ...users,
];

const study2025: readonly Offer[] = [
  { choice: 'protocol', setting: 'study-2025', says: "The protocol's own definition.", for: everyMeasure },
  { choice: 'protocol', setting: 'current', says: 'All of the other protocol at once.', for: everyMeasure },
  ...zeros,
  {
    choice: 'taskOf',
    setting: 'pipeline tag',
    says: 'A model belongs to the task of its pipeline tag, not to every task among its tags.',
    for: everyMeasure,
  },
  {
    choice: 'scope',
    setting: 'any task',
    says: "Models of any task or none are counted, not only those of the dataset's task.",
    for: isNamed('models-per-dataset'),
  },
  {
    choice: 'repeats',
    setting: 'counted once',
    says: 'Exact repeats in a list count once.',
    for: isNamed('datasets-per-model', 'bases-per-model'),
  },
  {
    choice: 'repeats',
    setting: 'kept',
    says: 'A model counts as many times as its list holds the id.',
    for: isNamed('models-per-dataset'),
  },
  {
    choice: 'renames',
    setting: 'followed',
    says: 'A name that matches no dataset exactly is cleaned, compared without regard to case and followed through renames.',
    for: isNamed('models-per-dataset'),
  },
  {
    ...turned.derivatives,
    says: "The models of any task whose list holds exactly a model's id are counted, over all models of the task.",
  },
];

/** The choices that apply to some measures, the protocol's own definition first. */
export const choicesOf = (protocol: Protocol, measures: readonly Measure[]): GridChoice[] =>
  (protocol === 'current' ? current : study2025)
    .filter((offer) => measures.some(offer.for))
    .map(({ choice, setting, says }) => ({ choice, setting, says }));
