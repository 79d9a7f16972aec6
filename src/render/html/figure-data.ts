import type { Column } from '../../documents/column.ts';
import type { Figure, FigureOf } from '../../documents/figure.ts';
import { matrixNames } from '../plots/matrix-names.ts';

/** The data of a figure as a table: a matrix laid out as it is drawn, which names each task once, all else row by row. */
export const figureData = (figure: Figure): { columns: readonly Column[]; rows: readonly object[] } =>
  figure.kind === 'matrix' ? layOutMatrix(figure) : { columns: figure.columns, rows: figure.rows };

function layOutMatrix({ rows, columns }: FigureOf<'matrix'>): { columns: Column[]; rows: object[] } {
  const { from, to } = matrixNames(rows);
  const kind = columns.find(({ key }) => key === 'value')?.kind ?? 'number';
  const placeOf = new Map(from.map((name, place) => [name, place]));
  const cells = new Map(to.map((name): [string, (number | string)[]] => [name, [name]]));
  for (const row of rows) {
    const line = cells.get(row.to);
    if (line !== undefined) line[1 + (placeOf.get(row.from) ?? 0)] = row.value;
  }
  return {
    columns: [
      { key: '0', heading: 'to, from →', kind: 'text' },
      ...from.map((heading, place): Column => ({ key: String(place + 1), heading, kind })),
    ],
    rows: [...cells.values()],
  };
}
