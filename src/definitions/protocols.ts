/** Which set of definitions a report follows. */
export type Protocol = 'current' | 'study-2025';

/** The research questions: diversity of datasets, reuse of datasets, reuse of models. */
export const questions = ['RQ1', 'RQ2', 'RQ3'] as const;
export type Question = (typeof questions)[number];

/** What is counted for each member of a task. */
export type MeasureName =
  | 'datasets-per-model'
  | 'models-per-dataset'
  | 'derivatives-per-model'
  | 'bases-per-model';

/** All members of a task, or those whose value is at least 1. */
export type Population = 'all' | 'nonzero';

/** One measure of one question: what is counted, for whom, and which population its headline figures describe. */
export interface Measure {
  question: Question;
  measure: MeasureName;
  population: Population;
  /** One sentence, in the contract's words. */
  definition: string;
}

const current: readonly Measure[] = [
  {
    question: 'RQ1',
    measure: 'datasets-per-model',
    population: 'nonzero',
    definition:
      'Per model whose pipeline tag is the task: the distinct datasets that its tags declare, placeholders left out; headline over the models that declare at least one.',
  },
  {
    question: 'RQ2',
    measure: 'models-per-dataset',
    population: 'all',
    definition:
      'Per dataset with the task among its task_categories: the distinct collected models, of any task, that declare it; headline over all datasets of the task.',
  },
  {
    question: 'RQ3',
    measure: 'derivatives-per-model',
    population: 'all',
    definition:
      'Per model whose pipeline tag is the task: the distinct collected models, of any task or none, that name it as a base; headline over all models of the task.',
  },
  {
    question: 'RQ3',
    measure: 'bases-per-model',
    population: 'nonzero',
    definition:
      'Per model whose pipeline tag is the task: the distinct bases that it names, itself left out; headline over the models that name at least one.',
  },
];

const study2025: readonly Measure[] = [
  {
    question: 'RQ1',
    measure: 'datasets-per-model',
    population: 'nonzero',
    definition:
      "Per model with the task among its tags: the length of its card's list of datasets, nothing left out or merged (without a card, its dataset tags as they stand); headline over the models that list at least one.",
  },
  {
    question: 'RQ2',
    measure: 'models-per-dataset',
    population: 'all',
    definition:
      "Per dataset with the task among its task_categories: the models of the same task whose list holds the dataset's id letter for letter; headline over all datasets of the task.",
  },
  {
    question: 'RQ3',
    measure: 'bases-per-model',
    population: 'nonzero',
    definition:
      "Per model with the task among its tags: the length of its card's list of base models (without a card, the distinct base names of its tags); headline over the models that list at least one. This is parents per child, not reuse.",
  },
];

/** The measures of each protocol, in the order of a report. */
export const measuresOf: Record<Protocol, readonly Measure[]> = { current, 'study-2025': study2025 };

export const protocols = Object.keys(measuresOf) as Protocol[];

/** One sentence per question, for the report's `definitions`. */
export function definitionsOf(protocol: Protocol): Record<string, string> {
  const definitions: Record<string, string> = {};
  for (const { question, measure, definition } of measuresOf[protocol]) {
    const before = definitions[question];
    definitions[question] =
      before === undefined ? `${measure}: ${definition}` : `${before} ${measure}: ${definition}`;
  }
  return definitions;
}
