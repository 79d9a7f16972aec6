import type { ConcentrationRow, Figure } from '../figure.ts';
import { modalityName } from '../summary.ts';
import type { ReportRow } from './report-row.ts';

const figures = [
  ['giniNonzero', 'Gini over n>0'],
  ['top10Share', 'share of the ten largest'],
] as const;

/**
 * How concentrated reuse is, counted by repo and by owner: a row a task.
 * @param repos rows of one measure and modality
 * @param owners rows of the same question and modality, of the measure by owner
 */
export function concentrationFigure(repos: readonly ReportRow[], owners: readonly ReportRow[]): Figure[] {
  const { question = 'RQ2', modality = '' } = repos[0] ?? {};
  const byOwner = new Map(owners.map((row) => [row.task, row]));
  const kind = question === 'RQ2' ? 'dataset' : 'model';
  const rows = repos.flatMap((row): ConcentrationRow[] =>
    figures.flatMap(([key, figure]) => {
      const other = byOwner.get(row.task)?.[key] ?? null;
      const own = row[key];
      if (own === null || other === null) return [];
      const of = { task: row.task, figure };
      return [
        { ...of, by: `by ${kind}`, value: own },
        { ...of, by: 'by owner', value: other },
      ];
    }),
  );
  if (rows.length === 0) return [];
  return [
    {
      kind: 'concentration',
      id: `${question}-concentration-${modality}`.toLowerCase(),
      title: `${question}, ${modalityName(modality)}: concentration by ${kind} and by owner`,
      description: `Each task has two marks a panel: over the ${kind}s, and over their owners, whose ${kind}s count together. To the right, few hold more.`,
      unit: 'share',
      columns: [
        { key: 'task', heading: 'task', kind: 'text' },
        { key: 'figure', heading: 'figure', kind: 'text' },
        { key: 'by', heading: 'counted', kind: 'text' },
        { key: 'value', heading: 'value', kind: 'share' },
      ],
      rows,
    },
  ];
}
