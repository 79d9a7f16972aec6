/**
 * From measured(snapshot_date, question, measure, population, task, v) and tasks(modality, task) to the rows of a
 * report. Plain SQL: every figure is a function of how often each value occurs, so no engine has to sort members.
 */

const cell = 'snapshot_date, question, measure, population, modality, task';
const double = (expression: string): string => `CAST(${expression} AS DOUBLE)`;

interface Population {
  /** Number of members. */
  n: string;
  /** Members below a value. */
  below: string;
  /** Which values belong to it. */
  where: string;
}

const populations: Record<'all' | 'nonzero', Population> = {
  all: { n: 'n_all', below: 'below', where: 'v >= 0' },
  nonzero: { n: 'n_nonzero', below: '(below - zeros)', where: 'v > 0' },
};

/** Quantile of type 7: between the values at the places around (n − 1) p, counted from 0. */
function quantile(p: number, { n, below, where }: Population): string {
  const place = `((${double(n)} - 1) * ${p})`;
  const at = (index: string): string =>
    double(`min(CASE WHEN ${where} AND ${below} + times > least(${index}, ${double(n)} - 1) THEN v END)`);
  const [low, high] = [at(`floor(${place})`), at(`floor(${place}) + 1`)];
  return `${low} + max(${place} - floor(${place})) * (${high} - ${low})`;
}

const gini = ({ n, below, where }: Population): string =>
  `sum(CASE WHEN ${where} THEN ${double('v')} * times * (2 * ${below} + times - ${n}) END)
      / nullif(max(${double(n)}) * max(${double('total')}), 0)`;

const topSum = (k: string): string =>
  `sum(${double('v')} * greatest(0, least(times, ${k} - above))) / nullif(max(${double('total')}), 0)`;

const sums = `frequencies AS (
  SELECT m.snapshot_date, m.question, m.measure, m.population, t.modality, m.task, m.v, count(*) AS times
  FROM measured m JOIN tasks t ON t.task = m.task
  GROUP BY m.snapshot_date, m.question, m.measure, m.population, t.modality, m.task, m.v),
sums AS (
  SELECT ${cell}, v, times,
    sum(times) OVER (PARTITION BY ${cell}) AS n_all,
    sum(CASE WHEN v > 0 THEN times ELSE 0 END) OVER (PARTITION BY ${cell}) AS n_nonzero,
    sum(CASE WHEN v = 0 THEN times ELSE 0 END) OVER (PARTITION BY ${cell}) AS zeros,
    sum(v * times) OVER (PARTITION BY ${cell}) AS total,
    sum(times) OVER (PARTITION BY ${cell} ORDER BY v) - times AS below,
    sum(times) OVER (PARTITION BY ${cell} ORDER BY v DESC) - times AS above
  FROM frequencies)`;

const figures = `figures AS (
  SELECT ${cell},
    ${double('max(n_all)')} AS n_all, ${double('max(n_nonzero)')} AS n_nonzero, ${double('max(total)')} AS total,
    ${double('max(v)')} AS largest, sum(${double('v')} * v * times) AS squares,
    ${quantile(0.5, populations.all)} AS median_all,
    ${quantile(0.9, populations.all)} AS p90_all,
    ${quantile(0.5, populations.nonzero)} AS median_nonzero,
    ${quantile(0.9, populations.nonzero)} AS p90_nonzero,
    ${gini(populations.all)} AS gini,
    ${gini(populations.nonzero)} AS gini_nonzero,
    sum(${double('v')} * times * ln(greatest(${double('v')}, 1))) AS v_ln_v,
    ${topSum('1')} AS top1_share,
    ${topSum('10')} AS top10_share,
    ${topSum(`ceil(${double('n_all')} / 100)`)} AS top1_pct_share,
    ${topSum(`ceil(${double('n_all')} / 10)`)} AS top10_pct_share
  FROM sums GROUP BY ${cell})`;

const mean = (n: string): string => `total / nullif(${n}, 0)`;
const deviation = (n: string): string =>
  `CASE WHEN ${n} > 1 THEN sqrt(greatest(0, squares - total * total / ${n}) / (${n} - 1)) END`;
const headline = (all: string, nonzero: string): string =>
  `CASE WHEN population = 'all' THEN ${all} ELSE ${nonzero} END`;
const positive = (expression: string): string => `CASE WHEN total > 0 THEN ${expression} END`;

/** Each figure and its SQL over `figures`; the names are those of the report's CSV. */
const columns: readonly [name: string, sql: string][] = [
  ['n', headline('n_all', 'n_nonzero')],
  ['mean', headline(mean('n_all'), mean('n_nonzero'))],
  ['sd', headline(deviation('n_all'), deviation('n_nonzero'))],
  ['median', headline('median_all', 'median_nonzero')],
  ['p90', headline('p90_all', 'p90_nonzero')],
  ['max', headline('largest', 'CASE WHEN n_nonzero > 0 THEN largest END')],
  ['n_all', 'n_all'],
  ['mean_all', mean('n_all')],
  ['sd_all', deviation('n_all')],
  ['n_nonzero', 'n_nonzero'],
  ['mean_nonzero', mean('n_nonzero')],
  ['sd_nonzero', deviation('n_nonzero')],
  ['zero_share', '(n_all - n_nonzero) / n_all'],
  ['total', 'total'],
  ['gini', 'gini'],
  ['gini_nonzero', 'gini_nonzero'],
  ['hhi', positive('squares / (total * total)')],
  ['effective_number', positive('total * total / squares')],
  ['entropy', positive('ln(total) - v_ln_v / total')],
  ['top1_share', 'top1_share'],
  ['top10_share', 'top10_share'],
  ['top1_pct_share', 'top1_pct_share'],
  ['top10_pct_share', 'top10_pct_share'],
];

/** The figures of a row, by the names of the report's CSV. */
export const figureNames = columns.map(([name]) => name);

/** The common table expressions after `measured`. */
export const figuresSql: readonly string[] = [sums, figures];

/** The last SELECT; rows in the order of a report, one date after the other. */
export const rowsSql = `SELECT CAST(snapshot_date AS VARCHAR) AS snapshot_date, question, measure, modality, task, population,
${columns.map(([name, sql]) => `  ${sql} AS ${name}`).join(',\n')}
FROM figures
ORDER BY snapshot_date, question, measure, modality, mean DESC NULLS LAST, task`;
