import type { Figure } from '../documents/figure.ts';
import type { Picture } from '../render/plots/make-plot.ts';
import { renderFigureCsv } from '../render/plots/render-figure-csv.ts';
import { renderSvg } from '../render/plots/render-svg.ts';
import { type Pieces, writeInPieces } from './write-in-pieces.ts';

/**
 * Writes each figure as `<id>.svg`, with its data as `<id>.csv` beside it; what is there under these names is replaced.
 * @throws HfreuseError (exit 1) where the folder cannot be written
 */
export async function writeFigures(
  folder: string,
  figures: readonly Figure[],
  pictures: ReadonlyMap<string, Picture>,
): Promise<void> {
  const files = figures.flatMap((figure): [string, string[]][] => {
    const picture = pictures.get(figure.id);
    if (picture === undefined) return [];
    return [
      [`${figure.id}.svg`, [renderSvg(figure, picture)]],
      [`${figure.id}.csv`, [renderFigureCsv(figure)]],
    ];
  });
  await writeInPieces(folder, Object.fromEntries(files) satisfies Pieces);
}
