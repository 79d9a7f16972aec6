import { type Column, type ColumnKind, findColumnIn, isFlat } from '../column.ts';
import type { ReportRow } from './report-row.ts';

export { toSnakeCase } from '../column.ts';

/** Every field of a report row, in the contract's order: its heading in tables, and what it is. */
const described: Record<keyof ReportRow, [heading: string, kind: ColumnKind, onRequest?: Partial<Column>]> = {
  question: ['question', 'text'],
  measure: ['measure', 'text'],
  modality: ['modality', 'text'],
  task: ['task', 'text'],
  population: ['population', 'text'],
  n: ['n', 'count'],
  mean: ['mean µ', 'number'],
  sd: ['sd σ', 'number'],
  median: ['median', 'number'],
  p90: ['p90', 'number'],
  max: ['max', 'count'],
  nAll: ['n all', 'count'],
  meanAll: ['mean all', 'number'],
  sdAll: ['sd all', 'number'],
  nNonzero: ['n>0', 'count'],
  meanNonzero: ['mean>0', 'number'],
  sdNonzero: ['sd>0', 'number'],
  zeroShare: ['zero share', 'share'],
  total: ['total', 'count'],
  gini: ['Gini', 'number'],
  giniNonzero: ['Gini>0', 'number'],
  hhi: ['HHI', 'number'],
  effectiveNumber: ['eff. number', 'number'],
  entropy: ['entropy', 'number'],
  top1Share: ['top 1', 'share'],
  top10Share: ['top 10', 'share'],
  top1PctShare: ['top 1 %', 'share'],
  top10PctShare: ['top 10 %', 'share'],
  giniCorrected: ['Gini corr.', 'number'],
  evenness: ['evenness', 'share'],
  membersForHalf: ['for half', 'count'],
  distinct: ['distinct', 'count'],
  effectiveDistinct: ['eff. distinct', 'number'],
  distinctRarefied: ['distinct rar.', 'number'],
  effectiveDistinctRarefied: ['eff. dist. rar.', 'number'],
  meanCi: ['mean 95 %', 'pair', { request: '--ci' }],
  sdCi: ['sd 95 %', 'pair', { request: '--ci' }],
  giniCi: ['Gini 95 %', 'pair', { request: '--ci' }],
  ciWarning: ['warning', 'text', { width: 30, request: '--ci' }],
  lorenz: ['Lorenz', 'structure', { request: '--lorenz' }],
  tail: [
    'tail',
    'structure',
    { width: 40, request: '--fit-tail', toText: (tail) => tailText(tail as ReportRow['tail']) },
  ],
};

/** The columns of `report`: the one list that every format derives from. */
export const reportColumns: readonly Column[] = Object.entries(described).map(
  ([key, [heading, kind, onRequest]]) => ({
    key,
    heading,
    kind,
    ...(onRequest === undefined ? {} : { optional: true, ...onRequest }),
  }),
);

/** A fitted tail in words; the bound on the lognormal is said where it holds the fit. */
function tailText(tail: ReportRow['tail']): string | null {
  if (tail === null || tail === undefined) return null;
  const { alpha, standardError, xmin, tailSize, p, verdict, lognormal } = tail;
  if (alpha === null) return verdict;
  const error = standardError === null ? '' : ` ± ${standardError.toFixed(4)}`;
  const fit = `alpha ${alpha.toFixed(4)}${error}, xmin ${xmin}, ${tailSize} in the tail`;
  const bound = lognormal?.atBound === true ? '; lognormal held at its bound mu = -5' : '';
  return `${verdict}: ${fit}${p === null ? '' : `, p ${p.toFixed(4)}`}${bound}`;
}

/** The column of a report with that JSON or CSV name, letter for letter; undefined if there is none. */
export const findColumn = (name: string): Column | undefined => findColumnIn(reportColumns, name);

/** What is wrong with a choice of report columns for a format, with the choices; null if nothing is. */
export function refuseColumns(names: readonly string[], format: string): { problem: string } | null {
  const usable = reportColumns.filter((column) => format === 'json' || isFlat(column)).map(({ key }) => key);
  const wrong = names.find((name) => !usable.includes(findColumn(name)?.key ?? ''));
  if (names.length > 0 && wrong === undefined) return null;
  const missing = wrong === undefined ? 'no column is named' : `there is no column ${JSON.stringify(wrong)}`;
  const where = wrong !== undefined && findColumn(wrong) !== undefined ? ` in ${format}, only in json` : '';
  return { problem: `${missing}${where}; choose from ${usable.join(', ')}` };
}

/**
 * The report columns of these names, in the order given, each once.
 * @throws RangeError on a name that `refuseColumns` refuses
 */
export function chooseColumns(names: readonly string[]): Column[] {
  const chosen = new Map<string, Column>();
  for (const name of names) {
    const column = findColumn(name);
    if (column === undefined) throw new RangeError(`no report column ${JSON.stringify(name)}`);
    chosen.set(`${column.key} ${column.part ?? ''}`, column);
  }
  return [...chosen.values()];
}
