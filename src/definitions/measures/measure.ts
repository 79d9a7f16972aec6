/** The research questions: diversity of datasets, reuse of datasets, reuse of models. */
export const questions = ['RQ1', 'RQ2', 'RQ3'] as const;
export type Question = (typeof questions)[number];

/** All members of a task, or those whose value is at least 1. */
export type Population = 'all' | 'nonzero';

/**
 * A measure in SQL, on the tables of {@link measureTables}. `{model}` stands for the keys of a table set, then `model`:
 * so it reads in `SELECT`, `GROUP BY` and `USING ()`, with a date or without.
 */
export interface MeasureSql {
  /** Who belongs to a task: keys, task, member. */
  members: string;
  /** What is counted: keys, member and v, and where `byTask` also task; a member that is not there has 0. */
  counts: string;
  byTask?: boolean;
  /** It walks, by a query that not every engine runs. */
  recursive?: boolean;
}

/** A measure under one protocol. */
export interface Definition {
  /** Which population the headline figures describe. */
  population: Population;
  /** One sentence, as docs/definitions.md shows it. */
  definition: string;
  /** What the values count. */
  unit: string;
  sql: MeasureSql;
}

/** One measure, under each protocol that has it. Its values in the graph are in `graph/measure-values.ts`. */
export interface MeasureEntry {
  question: Question;
  measure: string;
  /** Only where it is named: no part of an ordinary report. */
  onRequest?: boolean;
  current?: Definition;
  'study-2025'?: Definition;
}

/** Members of a task that several measures share. */
export const members = {
  models: 'SELECT {task}, model AS member FROM model_tasks',
  datasets: 'SELECT {task}, dataset AS member FROM dataset_tasks',
  study2025Models: 'SELECT {task}, model AS member FROM study_tasks',
} as const;
