import { describe, expect, it } from 'vitest';
import type { GridFigures } from '../../src/definitions/grid-choices.ts';
import { buildGrid as build, type Grid, type GridSelection } from '../../src/documents/grid/grid.ts';
import { compareOrders } from '../../src/statistics/compare-orders.ts';

const buildGrid = (figures: readonly GridFigures[], selection: GridSelection) =>
  build(figures, selection, compareOrders);

const everything: GridSelection = {
  protocol: 'current',
  questions: ['RQ1', 'RQ2', 'RQ3'],
  modalities: null,
  tasks: null,
};

/** Figures of RQ2, whose headline is over all members. */
const figures = (
  choice: GridFigures['choice'],
  setting: string,
  task: string,
  meanAll: number | null,
  meanNonzero: number | null = meanAll,
): GridFigures => ({
  ...{ measure: 'models-per-dataset', counted: 'models-per-dataset', choice, setting, task },
  ...{ nAll: 40, meanAll, sdAll: 1, nNonzero: 32, meanNonzero, sdNonzero: null },
});

const own = [
  figures('protocol', 'current', 'fill-mask', 3, 3),
  figures('protocol', 'current', 'translation', 2, 9),
  figures('protocol', 'current', 'summarization', 1, null),
  figures('protocol', 'current', 'text-to-3d', 5, 5),
];

/** `translation 9 2 of 2` for each row of a choice. */
const lines = (grid: Grid, choice: string) =>
  grid.rows
    .filter((row) => row.choice === choice)
    .map(({ task, mean, rank, ranked }) => `${task} ${mean} ${rank} of ${ranked}`);

describe('buildGrid', () => {
  it('ranks the tasks of a modality, greatest first; one without a mean has no rank', () => {
    const grid = buildGrid(own, everything);
    expect(lines(grid, 'protocol')).toEqual([
      'fill-mask 3 1 of 3',
      'translation 2 2 of 3',
      'summarization 1 3 of 3',
      'text-to-3d 5 1 of 1',
    ]);
    expect(lines(grid, 'zeros')).toEqual([
      'fill-mask 3 2 of 2',
      'translation 9 1 of 2',
      'summarization null null of 2',
      'text-to-3d 5 1 of 1',
    ]);
    expect(grid.rows.find(({ choice, task }) => choice === 'zeros' && task === 'translation')).toMatchObject({
      ...{ question: 'RQ2', setting: 'out', population: 'nonzero', n: 32, sd: null, meanChange: 7 },
    });
  });

  it('states what survives, over the tasks with a mean both ways', () => {
    const grid = buildGrid(
      [
        ...own,
        figures('scope', 'same task', 'fill-mask', 1),
        figures('scope', 'same task', 'translation', 1),
        // No row of its own: the grid makes up no cell for it.
        figures('scope', 'same task', 'text-ranking', 8),
      ],
      everything,
    );
    const nlp = grid.conclusions.filter(({ modality }) => modality === 'nlp');
    expect(nlp.map(({ choice, tasks, top, sameTop, tau }) => ({ choice, tasks, top, sameTop, tau }))).toEqual(
      [
        { choice: 'protocol', tasks: 3, top: ['fill-mask'], sameTop: true, tau: 1 },
        { choice: 'zeros', tasks: 2, top: ['translation'], sameTop: false, tau: -1 },
        { choice: 'scope', tasks: 2, top: ['fill-mask', 'translation'], sameTop: false, tau: null },
      ],
    );
    expect(lines(grid, 'scope')).toEqual(['fill-mask 1 1 of 2', 'translation 1 1 of 2']);
  });

  it('leaving tasks and modalities out changes no rank', () => {
    const one = buildGrid(own, { ...everything, tasks: ['translation'] });
    expect(lines(one, 'protocol')).toEqual(['translation 2 2 of 3']);
    expect(one.conclusions).toHaveLength(2);
    const cv = buildGrid(own, { ...everything, modalities: ['cv'] });
    expect(lines(cv, 'protocol')).toEqual(['text-to-3d 5 1 of 1']);
  });

  it('names only choices that say something of the questions asked', () => {
    const { choices } = buildGrid(own, { ...everything, questions: ['RQ2'] });
    expect(choices.map(({ choice, setting }) => `${choice} ${setting}`)).toEqual([
      'protocol current',
      'protocol study-2025',
      'zeros out',
      'scope same task',
      'repeats kept',
      'renames not followed',
      'users owners',
    ]);
  });
});
