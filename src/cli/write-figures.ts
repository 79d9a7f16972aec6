import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from '../documents/figure.ts';
import { fileError } from '../errors.ts';
import type { Picture } from '../render/plots/make-plot.ts';
import { renderFigureCsv } from '../render/plots/render-figure-csv.ts';
import { renderSvg } from '../render/plots/render-svg.ts';
import { replaceFile } from './write-output.ts';

/**
 * Writes each figure as `<id>.svg`, with its data as `<id>.csv` beside it; what is there under these names is replaced.
 * @throws HfreuseError (exit 1) where the folder cannot be written
 */
export async function writeFigures(
  folder: string,
  figures: readonly Figure[],
  pictures: ReadonlyMap<string, Picture>,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const figure of figures) {
      const picture = pictures.get(figure.id);
      if (picture === undefined) continue;
      await replaceFile(join(folder, `${figure.id}.svg`), renderSvg(figure, picture));
      await replaceFile(join(folder, `${figure.id}.csv`), renderFigureCsv(figure));
    }
  } catch (error) {
    throw fileError(folder, 'cannot be written', error);
  }
}
