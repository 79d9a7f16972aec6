import type { FigureOf } from '../../documents/figure.ts';
import { distinctNames } from './colours.ts';
import {
  type Canvas,
  drawPlot,
  figureWidth,
  nameAxis,
  nameMargin,
  type Picture,
  placeBeside,
  rowsHeight,
} from './make-plot.ts';

/** Room for the zeros, which a logarithmic axis has no place for. */
const zerosWidth = 130;

/** A row a task: the share of zeros in a panel of its own, then every value on a logarithmic axis, larger where it occurs more often. */
export function plotSpread(canvas: Canvas, { rows, unit }: FigureOf<'spread'>): Picture {
  const { Plot } = canvas;
  const tasks = distinctNames(rows, ({ task }) => task);
  const members = new Map<string, number>();
  for (const row of rows) members.set(row.task, (members.get(row.task) ?? 0) + row.members);
  const zeros = tasks.map((task) => {
    const none = rows.find((row) => row.task === task && row.value === 0)?.members ?? 0;
    const all = members.get(task) ?? 0;
    return { task, none, share: all === 0 ? 0 : none / all };
  });
  const marginLeft = nameMargin(tasks);
  const size = { height: rowsHeight(tasks.length), marginTop: 20, marginBottom: 36 };
  // Bars and dots lie on one scale, so that the rows of both panels meet.
  const y = { type: 'band' as const, ...nameAxis(tasks) };
  const left = drawPlot(canvas, {
    ...{ ...size, width: marginLeft + zerosWidth, marginLeft, marginRight: 12 },
    x: { domain: [0, 100], ticks: [0, 50, 100], percent: true, label: 'zeros, %' },
    y,
    marks: [
      Plot.barX(zeros, {
        x: 'share',
        y: 'task',
        fill: 'var(--c2)',
        ariaLabel: ({ task, none, share }: (typeof zeros)[number]) =>
          `${task}: ${none} ${none === 1 ? 'member' : 'members'} with 0, ${(100 * share).toFixed(1)} %`,
      }),
      Plot.ruleX([0]),
    ],
  });
  const above = rows.filter(({ value }) => value > 0);
  const most = above.reduce((largest, { value }) => Math.max(largest, value), 0);
  const right = drawPlot(canvas, {
    ...{ ...size, width: figureWidth - marginLeft - zerosWidth, marginLeft: 10 },
    // An axis from 1 to 1 would have one tick.
    x: {
      type: 'log',
      domain: [1, Math.max(10, most)],
      label: `${unit} (logarithmic) →`,
      grid: true,
      tickFormat: ',',
      nice: true,
    },
    y: { ...y, axis: null },
    r: { range: [1.5, 9] },
    marks: [
      Plot.dot(above, {
        x: 'value',
        y: 'task',
        r: 'members',
        fill: 'var(--c1)',
        fillOpacity: 0.55,
        ariaLabel: ({ task, value, members: n }: (typeof rows)[number]) => `${task}: ${n} with ${value}`,
      }),
    ],
  });
  return placeBeside([left, right]);
}
