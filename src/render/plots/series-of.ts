import type { Figure, PairRow } from '../../documents/figure.ts';
import { colours, distinctNames } from './colours.ts';
import { dashes, type Shape, shapes } from './shapes.ts';

/** A series of a figure that has several: its colour, and what distinguishes it without that. */
export interface Series {
  name: string;
  colour: string;
  /** Of its marks. */
  shape?: Shape;
  /** Whether its marks are outlines. */
  hollow?: boolean;
  /** Of its lines; '' is a whole line. */
  dash?: string;
}

/** The verdicts of an audit. */
export const verdictSeries = [
  { name: 'possible', colour: 'var(--c1)', shape: 'circle' },
  { name: 'suspicious', colour: 'var(--c5)', shape: 'square', hollow: true },
  { name: 'impossible', colour: 'var(--c2)', shape: 'times' },
] as const satisfies readonly Series[];

/** What a published figure is marked with, around the mark of its side. */
export const markSeries = {
  impossible: { name: 'cannot be true', colour: 'currentColor', shape: 'times' },
  suspicious: { name: 'suspicious', colour: 'currentColor', shape: 'square', hollow: true },
} as const satisfies Record<NonNullable<PairRow['mark']>, Series>;

/** What the colours, shapes and dashes of a figure stand for; none where it has one series. */
export function seriesOf(figure: Figure): Series[] {
  switch (figure.kind) {
    case 'verdicts':
      return [...verdictSeries];
    case 'ranks':
    case 'lines':
      return shaped(distinctNames<{ task: string }>(figure.rows, ({ task }) => task));
    case 'lorenz':
      return distinctNames(figure.rows, ({ task }) => task).map((name, place) => ({
        ...{ name, colour: colourOf(place), dash: dashes[place % dashes.length] ?? '' },
      }));
    case 'concentration':
      return shaped(distinctNames(figure.rows, ({ by }) => by));
    case 'pairs':
      return [...sideSeries(figure.rows), ...marksIn(figure.rows)];
    case 'survivors':
      return shaped(distinctNames(figure.rows, ({ measure }) => measure));
    case 'parts':
      return distinctNames(figure.rows, ({ part }) => part).map((name, place) => ({
        ...{ name, colour: colourOf(place) },
      }));
    default:
      return [];
  }
}

const shaped = (names: readonly string[]): Series[] =>
  names.map((name, place) => ({ name, colour: colourOf(place), shape: shapeOf(place) }));

/** The sides of a comparison, as they are drawn. */
export const sideSeries = (rows: readonly PairRow[]): Series[] => shaped(orderSides(rows));

const colourOf = (place: number): string => colours[place % colours.length] ?? 'currentColor';
const shapeOf = (place: number): Shape => shapes[place % shapes.length] ?? 'circle';

const marksIn = (rows: readonly PairRow[]): Series[] =>
  (['impossible', 'suspicious'] as const)
    .filter((mark) => rows.some((row) => row.mark === mark))
    .map((mark) => markSeries[mark]);

/** The sides of all rows, each before those that follow it in any row's order. */
function orderSides(rows: readonly PairRow[]): string[] {
  const sides: string[] = [];
  for (const label of distinctNames(rows, (row) => row.label)) {
    const own = rows.filter((row) => row.label === label).map(({ side }) => side);
    for (const [place, side] of own.entries()) {
      if (sides.includes(side)) continue;
      const next = own.slice(place).findIndex((other) => sides.includes(other));
      const at = next < 0 ? sides.length : sides.indexOf(own[place + next] ?? '');
      sides.splice(at, 0, side);
    }
  }
  return sides;
}
