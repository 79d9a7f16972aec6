import type { Question } from '../definitions/protocols.ts';
import type { ColumnDescriptions, Table } from './table.ts';
import { count, text, toColumns } from './table.ts';

/** Where the declared names of a question go, in distinct pairs of a model and a name. */
export interface CoverageEntry {
  question: Question;
  /** The sum of the others. */
  declared: number;
  inRows: number;
  otherTask: number;
  noTask: number;
  outside: number;
  notRepos: number;
}

/** Pairs of one sort that lead to the same tasks. */
export interface PairGroup {
  question: Question;
  /** `target`: by the tasks of what is counted; the others have none. */
  sort: 'target' | 'outside' | 'notRepo';
  tasks: readonly string[];
  pairs: number;
}

/**
 * Where the pairs of each question go.
 * @param isShown whether the rows of a question hold a task
 */
export function toCoverage(
  questions: readonly Question[],
  groups: readonly PairGroup[],
  isShown: (question: Question, task: string) => boolean,
): CoverageEntry[] {
  return questions.map((question) => {
    const entry = { question, declared: 0, inRows: 0, otherTask: 0, noTask: 0, outside: 0, notRepos: 0 };
    for (const group of groups.filter((one) => one.question === question)) {
      entry.declared += group.pairs;
      entry[placeOf(group, (task) => isShown(question, task))] += group.pairs;
    }
    return entry;
  });
}

function placeOf(
  { sort, tasks }: PairGroup,
  isShown: (task: string) => boolean,
): 'inRows' | 'otherTask' | 'noTask' | 'outside' | 'notRepos' {
  if (sort === 'outside') return 'outside';
  if (sort === 'notRepo') return 'notRepos';
  if (tasks.length === 0) return 'noTask';
  return tasks.some(isShown) ? 'inRows' : 'otherTask';
}

const pairs = { population: 'distinct pairs of a model and a cleaned, folded name' };

const columns: ColumnDescriptions<keyof CoverageEntry> = {
  question: text('Research question'),
  declared: count('All pairs within the request', 'pairs', {
    formula: 'sum of the others',
    ...pairs,
  }),
  inRows: count('Pairs that are counted in the rows shown', 'pairs', { heading: 'in rows', ...pairs }),
  otherTask: count(
    'The target (RQ1: the model) is listed, but none of its tasks is among the rows shown',
    'pairs',
    {
      heading: 'other task',
      ...pairs,
    },
  ),
  noTask: count('The target is listed, but has no task', 'pairs', { heading: 'no task', ...pairs }),
  outside: count(
    'The target is not in the snapshot: gone, renamed to something not listed, or never looked up',
    'pairs',
    pairs,
  ),
  notRepos: count('Placeholders, malformed names, self-loops', 'pairs', { heading: 'not repos', ...pairs }),
};

/** `coverage` of a report: how much of what is declared its rows hold. */
export const coverageTable: Table = {
  name: 'coverage',
  command: 'report --format json',
  columns: toColumns(columns),
  primaryKey: ['question'],
};
