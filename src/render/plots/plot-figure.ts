import type { Figure, FigureKind, FigureOf } from '../../documents/figure.ts';
import { type Canvas, canvas, type Picture } from './make-plot.ts';
import { plotBars } from './plot-bars.ts';
import { plotConcentration } from './plot-concentration.ts';
import { plotCounts } from './plot-counts.ts';
import { plotLines } from './plot-lines.ts';
import { plotLorenz } from './plot-lorenz.ts';
import { plotMatrix } from './plot-matrix.ts';
import { plotMeans } from './plot-means.ts';
import { plotPairs } from './plot-pairs.ts';
import { plotParts } from './plot-parts.ts';
import { plotQuartiles } from './plot-quartiles.ts';
import { plotRanks } from './plot-ranks.ts';
import { plotSpread } from './plot-spread.ts';
import { plotSurvivors } from './plot-survivors.ts';
import { plotVerdicts } from './plot-verdicts.ts';

/** A new kind of figure is its file and one line here. */
const plotters: { [Kind in FigureKind]: (canvas: Canvas, figure: FigureOf<Kind>) => Picture } = {
  spread: plotSpread,
  means: plotMeans,
  ranks: plotRanks,
  lorenz: plotLorenz,
  concentration: plotConcentration,
  pairs: plotPairs,
  survivors: plotSurvivors,
  parts: plotParts,
  bars: plotBars,
  matrix: plotMatrix,
  lines: plotLines,
  verdicts: plotVerdicts,
  counts: plotCounts,
  quartiles: plotQuartiles,
};

/** Draws a figure. The same figure gives the same bytes. */
export function plotFigure(figure: Figure): Picture {
  const plot = plotters[figure.kind] as (canvas: Canvas, figure: Figure) => Picture;
  return plot(canvas, figure);
}
