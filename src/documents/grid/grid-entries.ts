import type { GridChoice } from '../../definitions/grid-choices.ts';
import { counted, type Entries, figure, words } from '../entry.ts';
import type { GridConclusion } from './grid.ts';
import type { GridRow } from './grid-rows.ts';

const named = {
  question: words('Research question'),
  measure: words('What is counted for each member'),
  modality: words('Modality of the task'),
};

const chosen = {
  choice: {
    ...words('Which choice is made otherwise'),
    values: ['protocol', 'zeros', 'taskOf', 'scope', 'repeats', 'renames', 'relations', 'direction'],
  },
  setting: words('How it is made'),
};

/** The columns of the rows of `report --grid`. */
export const gridEntries: Entries<keyof GridRow> = {
  ...named,
  task: words('Task word'),
  ...chosen,
  population: { ...words('Population of this mean'), values: ['all', 'nonzero'] },
  n: counted('Members', 'members', 'population of the row'),
  mean: figure(
    'Mean under the choice',
    'of the measure',
    'Σx / n',
    'population of the row',
    'there is no member',
  ),
  sd: figure(
    'Standard deviation under the choice',
    'of the measure',
    '√(Σ(x − mean)² / (n − 1))',
    'population of the row',
    'n is below 2',
  ),
  meanChange: figure(
    'This mean less that of the protocol’s own definition',
    'of the measure',
    'mean − own mean',
    '',
    'one of the two is empty',
  ),
  rank: counted(
    'Place among the tasks of the modality by this mean, the greatest first; equal means share the least',
    'place',
    'tasks of the modality with a mean',
    'there is no mean',
  ),
  ranked: counted('How many tasks are ranked', 'tasks', 'tasks of the modality with a mean'),
};

/** `grid.choices` in JSON. */
export const gridChoiceEntries: Entries<keyof GridChoice> = {
  ...chosen,
  says: words('What it changes'),
};

/** `grid.conclusions` in JSON: what becomes of a measure's order of tasks under one choice. */
export const gridConclusionEntries: Entries<keyof GridConclusion> = {
  ...named,
  ...chosen,
  tasks: counted('Tasks with a mean both ways', 'tasks'),
  top: {
    ...words('Those of them with the greatest mean under the choice, by name'),
    unit: 'list of text',
    population: 'tasks with a mean both ways',
  },
  sameTop: {
    ...words(
      'Whether the same tasks have the greatest mean by the protocol’s own definition',
      'no task has a mean both ways',
    ),
    unit: 'boolean',
    population: 'tasks with a mean both ways',
  },
  tau: figure(
    'Kendall’s tau-b between the two orders of tasks',
    '−1 to 1',
    '(concordant − discordant) / √((pairs − ties) (pairs − ties)), ties by either mean',
    'tasks with a mean both ways',
    'fewer than two such tasks, or the means of one of the two are all equal',
    'Kendall 1945',
  ),
};
