import type { Figure } from '../../documents/figure.ts';
import type { Picture } from './make-plot.ts';

/** Draws the figures of a page, by their ids. The plotting library is loaded only where there is one. */
export async function drawFigures(figures: readonly Figure[]): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  if (figures.length === 0) return pictures;
  const { plotFigure } = await import('./plot-figure.ts');
  for (const figure of figures) pictures.set(figure.id, plotFigure(figure));
  return pictures;
}
