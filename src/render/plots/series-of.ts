import type { Figure } from '../../documents/figure.ts';
import { colours, namesOf } from './colours.ts';

/** A series of a figure that has several, and its colour. */
export interface Series {
  name: string;
  colour: string;
}

/** The verdicts of an audit, with their colours. */
export const verdictSeries = [
  { name: 'possible', colour: 'var(--c1)' },
  { name: 'suspicious', colour: 'var(--c5)' },
  { name: 'impossible', colour: 'var(--c2)' },
] as const;

/** What the colours of a figure stand for; none where it has one. */
export function seriesOf(figure: Figure): Series[] {
  if (figure.kind === 'verdicts') return [...verdictSeries];
  return seriesNames(figure).map((name, place) => ({ name, colour: colours[place] ?? 'currentColor' }));
}

function seriesNames(figure: Figure): string[] {
  switch (figure.kind) {
    case 'ranks':
    case 'lorenz':
    case 'lines':
      return namesOf<{ task: string }>(figure.rows, ({ task }) => task);
    case 'concentration':
      return namesOf(figure.rows, ({ by }) => by);
    case 'pairs':
      return namesOf(figure.rows, ({ side }) => side);
    case 'survivors':
      return namesOf(figure.rows, ({ measure }) => measure);
    case 'parts':
      return namesOf(figure.rows, ({ part }) => part);
    default:
      return [];
  }
}
