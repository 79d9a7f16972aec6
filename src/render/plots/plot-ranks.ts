import type { FigureOf, RankRow } from '../../documents/figure.ts';
import { colours, namesOf } from './colours.ts';
import { type Canvas, drawPlot, type Picture } from './make-plot.ts';

/** Rank against value, both logarithmic: a line a task; fits are dashed (power law), dashed and dotted (lognormal) or dotted (exponential). */
export function plotRanks(canvas: Canvas, { rows, unit }: FigureOf<'ranks'>): Picture {
  const { Plot } = canvas;
  const tasks = namesOf(rows, ({ task }) => task);
  const colourOf = ({ task }: { task: string }): string => colours[tasks.indexOf(task)] ?? 'currentColor';
  const lines = (line: string, dash: string | undefined) =>
    tasks.map((task) =>
      Plot.line(
        rows.filter((row) => row.task === task && row.line === line),
        {
          ...{
            x: 'rank',
            y: 'value',
            stroke: colourOf({ task }),
            strokeWidth: line === 'observed' ? 1.8 : 1.4,
          },
          ...(dash === undefined ? {} : { strokeDasharray: dash }),
          ariaLabel: () => `${task}: ${line}`,
        },
      ),
    );
  const lone = tasks.flatMap((task) => {
    const own = rows.filter((row) => row.task === task && row.line === 'observed');
    return own.length === 1 ? own : [];
  });
  return drawPlot(canvas, {
    ...{ height: 420, marginLeft: 64, marginBottom: 40 },
    x: { type: 'log', label: 'rank (logarithmic) →', grid: true, tickFormat: ',' },
    y: { type: 'log', label: `↑ ${unit} (logarithmic)`, grid: true, tickFormat: ',' },
    marks: [
      ...lines('observed', undefined),
      ...lines('power law', '6 4'),
      ...lines('lognormal', '8 3 1.5 3'),
      ...lines('exponential', '1.5 3'),
      // A line of one point cannot be seen.
      Plot.dot(lone, {
        ...{ x: 'rank', y: 'value', r: 3, fill: colourOf },
        ariaLabel: ({ task, rank, value }: RankRow) => `${task}: ${rank} with at least ${value}`,
      }),
    ],
  });
}
