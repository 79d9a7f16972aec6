import type { CoverageEntry } from '../coverage.ts';
import type { Figure } from '../figure.ts';

/** The figure of coverage, which stands at its table. */
export const coverageFigureId = 'coverage';

const parts: readonly [keyof Omit<CoverageEntry, 'question' | 'declared'>, string][] = [
  ['inRows', 'in the rows shown'],
  ['otherTask', 'of other tasks'],
  ['noTask', 'without a task'],
  ['outside', 'not in the snapshot'],
  ['notRepos', 'not repos'],
];

/** Where what models declare leads: a bar a question. None where nothing is declared. */
export const coverageFigure = (coverage: readonly CoverageEntry[]): Figure[] =>
  coverage.every(({ declared }) => declared === 0)
    ? []
    : [
        {
          kind: 'parts',
          id: coverageFigureId,
          title: 'Coverage: where what models declare leads',
          description:
            'Every distinct pair of a model and a name that it declares is in one part of its bar.',
          unit: 'pairs of a model and a name',
          columns: [
            { key: 'whole', heading: 'question', kind: 'text' },
            { key: 'part', heading: 'part', kind: 'text' },
            { key: 'count', heading: 'pairs', kind: 'count' },
          ],
          rows: coverage.flatMap((entry) =>
            parts.map(([key, part]) => ({ whole: entry.question, part, count: entry[key] })),
          ),
        },
      ];
