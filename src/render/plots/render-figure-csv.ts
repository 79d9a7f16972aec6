import type { Figure } from '../../documents/figure.ts';
import { renderCsv } from '../render-csv.ts';

/** The data of a figure as CSV, unrounded. */
export const renderFigureCsv = ({ columns, rows }: Figure): string => renderCsv({ table: { columns, rows } });
