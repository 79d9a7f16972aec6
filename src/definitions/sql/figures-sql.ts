import { measuresOf, protocols } from '../protocols.ts';
import { modalities } from '../tasks.ts';
import type { Dialect } from './dialects.ts';

/**
 * From frequencies(snapshot_date, question, measure, population, modality, task, v, times) to the rows of a report. Plain SQL: every figure is a function of how often each value occurs, so no engine has to sort members.
 */

const cell = 'snapshot_date, question, measure, population, modality, task';
const double = (expression: string): string => `CAST(${expression} AS DOUBLE)`;

interface PopulationSql {
  /** Number of members. */
  n: string;
  /** Members below a value. */
  below: string;
  /** Which values belong to it. */
  where: string;
}

const populations: Record<'all' | 'nonzero', PopulationSql> = {
  all: { n: 'n_all', below: 'below', where: 'v >= 0' },
  nonzero: { n: 'n_nonzero', below: '(below - zeros)', where: 'v > 0' },
};

/** Quantile of type 7: between the values at the places around (n − 1) p, counted from 0. */
function quantile(p: number, { n, below, where }: PopulationSql): string {
  const place = `((${double(n)} - 1) * ${p})`;
  const valueAt = (index: string): string =>
    double(`min(CASE WHEN ${where} AND ${below} + times > least(${index}, ${double(n)} - 1) THEN v END)`);
  const [low, high] = [valueAt(`floor(${place})`), valueAt(`floor(${place}) + 1`)];
  return `${low} + max(${place} - floor(${place})) * (${high} - ${low})`;
}

const giniSql = ({ n, below, where }: PopulationSql): string =>
  `sum(CASE WHEN ${where} THEN ${double('v')} * times * (2 * ${below} + times - ${n}) END)
      / nullif(max(${double(n)}) * max(${double('total')}), 0)`;

/** Σ(x − mean)², from the deviations themselves: sums of squares lose digits where all values are alike. */
const deviations = ({ n, where }: PopulationSql): string => {
  const deviation = `(v - ${double('total')} / ${n})`;
  return `sum(CASE WHEN ${where} THEN times * ${deviation} * ${deviation} END)`;
};

const topSum = (k: string): string =>
  `sum(${double('v')} * greatest(0, least(${double('times')}, ${k} - ${double('above')}))) / nullif(max(${double('total')}), 0)`;

const share = `(${double('v')} / total)`;

/** In the one value in which the sum of the largest reaches half of the total: those above, and what is needed of it. */
const membersForHalfSql = `min(CASE WHEN v > 0 AND 2 * held_above < total AND 2 * (held_above + v * times) >= total
      THEN above + ceil(${double('total - 2 * held_above')} / (2 * v)) END)`;

const sums = `sums AS (
  SELECT ${cell}, v, times,
    sum(times) OVER (PARTITION BY ${cell}) AS n_all,
    sum(CASE WHEN v > 0 THEN times ELSE 0 END) OVER (PARTITION BY ${cell}) AS n_nonzero,
    sum(CASE WHEN v = 0 THEN times ELSE 0 END) OVER (PARTITION BY ${cell}) AS zeros,
    sum(v * times) OVER (PARTITION BY ${cell}) AS total,
    sum(times) OVER (PARTITION BY ${cell} ORDER BY v) - times AS below,
    sum(times) OVER (PARTITION BY ${cell} ORDER BY v DESC) - times AS above,
    sum(v * times) OVER (PARTITION BY ${cell} ORDER BY v DESC) - v * times AS held_above
  FROM frequencies)`;

const figures = `figures AS (
  SELECT ${cell},
    ${double('max(n_all)')} AS n_all, ${double('max(n_nonzero)')} AS n_nonzero, ${double('max(total)')} AS total,
    ${double('max(v)')} AS largest, sum(${double('v')} * v * times) AS squares,
    ${deviations(populations.all)} AS deviations_all,
    ${deviations(populations.nonzero)} AS deviations_nonzero,
    ${quantile(0.5, populations.all)} AS median_all,
    ${quantile(0.9, populations.all)} AS p90_all,
    ${quantile(0.5, populations.nonzero)} AS median_nonzero,
    ${quantile(0.9, populations.nonzero)} AS p90_nonzero,
    ${giniSql(populations.all)} AS gini,
    ${giniSql(populations.nonzero)} AS gini_nonzero,
    0 - sum(CASE WHEN v > 0 THEN times * ${share} * ln(${share}) END) AS entropy,
    ${topSum('1')} AS top1_share,
    ${topSum('10')} AS top10_share,
    ${topSum(`ceil(${double('n_all')} / 100)`)} AS top1_pct_share,
    ${topSum(`ceil(${double('n_all')} / 10)`)} AS top10_pct_share,
    ${double(membersForHalfSql)} AS members_for_half
  FROM sums GROUP BY ${cell})`;

const meanSql = (n: string): string => `total / nullif(${n}, 0)`;
const deviation = (n: string, squared: string): string =>
  `CASE WHEN ${n} > 1 THEN sqrt(${squared} / (${n} - 1)) END`;
const headline = (all: string, nonzero: string): string =>
  `CASE WHEN population = 'all' THEN ${all} ELSE ${nonzero} END`;
const guardTotal = (expression: string): string => `CASE WHEN total > 0 THEN ${expression} END`;

const sdAll = deviation('n_all', 'deviations_all');
const sdNonzero = deviation('n_nonzero', 'deviations_nonzero');

/** Each figure and its SQL over `figures` and `diversity`; the names are those of the report's CSV. */
const columns: readonly [name: string, sql: string][] = [
  ['n', headline('n_all', 'n_nonzero')],
  ['mean', headline(meanSql('n_all'), meanSql('n_nonzero'))],
  ['sd', headline(sdAll, sdNonzero)],
  ['median', headline('median_all', 'median_nonzero')],
  ['p90', headline('p90_all', 'p90_nonzero')],
  ['max', headline('largest', 'CASE WHEN n_nonzero > 0 THEN largest END')],
  ['n_all', 'n_all'],
  ['mean_all', meanSql('n_all')],
  ['sd_all', sdAll],
  ['n_nonzero', 'n_nonzero'],
  ['mean_nonzero', meanSql('n_nonzero')],
  ['sd_nonzero', sdNonzero],
  ['zero_share', '(n_all - n_nonzero) / n_all'],
  ['total', 'total'],
  ['gini', 'gini'],
  ['gini_nonzero', 'gini_nonzero'],
  ['hhi', guardTotal('squares / (total * total)')],
  ['effective_number', guardTotal('total * total / squares')],
  ['entropy', 'entropy'],
  ['top1_share', 'top1_share'],
  ['top10_share', 'top10_share'],
  ['top1_pct_share', 'top1_pct_share'],
  ['top10_pct_share', 'top10_pct_share'],
  ['gini_corrected', 'CASE WHEN n_all > 1 THEN gini * n_all / (n_all - 1) END'],
  ['evenness', 'CASE WHEN n_nonzero > 1 THEN least(1, entropy / ln(n_nonzero)) END'],
  ['members_for_half', 'members_for_half'],
];

/** Of RQ1 under `current`; elsewhere there are none. */
const diversitySqlColumns: readonly [name: string, sql: string][] = [
  ['distinct', `CASE WHEN measure = 'datasets-per-model' THEN ${double('coalesce(datasets_used, 0)')} END`],
  ['effective_distinct', 'effective_datasets'],
];
const noDiversitySql = diversitySqlColumns.map(([name]): [string, string] => [name, double('NULL')]);

/** The figures of a row, by the names of the report's CSV: all but those that are rarefied, which take no plain SQL, and their sample coverage. */
export const sqlFigureNames = [...columns, ...diversitySqlColumns].map(([name]) => name);

/** The common table expressions after `frequencies`. */
export const figuresSql: readonly string[] = [sums, figures];

const placeOf = (column: string, words: readonly string[]): string =>
  `CASE ${column} ${words.map((word, place) => `WHEN '${word}' THEN ${place}`).join(' ')} END`;

const measures = [
  ...new Set(protocols.flatMap((protocol) => measuresOf[protocol].map(({ measure }) => measure))),
];

/**
 * The last SELECT: the rows in the order of a report, one date after the other.
 * @param diverse whether there is `diversity`
 * @param provenance the table that has the dates which are whole: an export that was ended in between left the others
 */
export function rowsSql(dialect: Dialect, diverse: boolean, provenance: string): string {
  const selected = [...columns, ...(diverse ? diversitySqlColumns : noDiversitySql)].map(
    ([name, sql]) => `  ${sql} AS ${name === 'distinct' ? dialect.name(name) : name}`,
  );
  const join = `
LEFT JOIN diversity ON date_of = snapshot_date AND measure_of = measure AND task_of = task`;
  return `SELECT CAST(snapshot_date AS ${dialect.text}) AS snapshot_date, question, measure, modality, task, population,
${selected.join(',\n')}
FROM figures${diverse ? join : ''}
WHERE snapshot_date IN (SELECT snapshot_date FROM ${provenance})
ORDER BY snapshot_date, question, ${placeOf('measure', measures)},
  ${placeOf('modality', modalities)},
  mean DESC NULLS LAST, task${dialect.ending}`;
}
