import type { TakenColumns } from '../../documents/audit/audit.ts';
import { usageError } from '../../errors.ts';

/** The figures of a row, in the order in which they are named. */
export const auditFigureNames = ['mean', 'sd', 'n', 'min', 'max'] as const;

export type FigureName = (typeof auditFigureNames)[number];

/** What psychologists call it, too. */
const shorthand: Partial<Record<FigureName, string>> = { mean: 'm' };

/**
 * The columns of the figures: of the very name, else of that name in other letters, else of the shorthand.
 * @throws HfreuseError (exit 2) where there is none for mean or sd, or two that could as well be the same
 */
export function findFigureColumns(heads: readonly string[], name: string): TakenColumns {
  const found = Object.fromEntries(
    auditFigureNames.flatMap((figure) => {
      const head = findFigureColumn(heads, figure, name);
      return head === undefined ? [] : [[figure, head]];
    }),
  ) as Partial<Record<FigureName, string>>;
  const { mean, sd } = found;
  if (mean === undefined || sd === undefined) {
    throw usageError(
      `${name} has no column ${mean === undefined ? 'mean' : 'sd'}; it needs mean (or M) and sd, and may have n, min, max`,
    );
  }
  return { ...found, mean, sd };
}

function findFigureColumn(heads: readonly string[], figure: FigureName, name: string): string | undefined {
  if (heads.includes(figure)) return figure;
  for (const word of [figure, shorthand[figure]]) {
    const [first, second] = heads.filter((head) => head.trim().toLowerCase() === word);
    if (second !== undefined) {
      throw usageError(
        `${name} has two columns that could be ${figure}: ${JSON.stringify(first)} and ${JSON.stringify(second)}`,
        `call the one that is meant ${figure}`,
      );
    }
    if (first !== undefined) return first;
  }
  return undefined;
}

/** Whether a table has a mean and a deviation, so that it was parted rightly. */
export function hasFigures(heads: readonly string[]): boolean {
  const words = heads.map((head) => head.trim().toLowerCase());
  return words.includes('sd') && (words.includes('mean') || words.includes('m'));
}
