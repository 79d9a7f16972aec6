import { modalityOrder, quoteAll } from './sql-names.ts';

/** The k largest over the total. */
const topShare = (k: string): string => `list_sum(largest[1:${k}]) / total`;

/** The sample standard deviation from whole sums: exact until the last division. */
const deviation = (n: string): string => `
  CASE WHEN ${n} > 1 THEN sqrt(CAST(CAST(${n} AS HUGEINT) * squares - CAST(total AS HUGEINT) * total AS DOUBLE)
    / (CAST(${n} AS DOUBLE) * (${n} - 1))) END`;

const headline = (column: string): string =>
  `CASE population WHEN 'all' THEN ${column}_all ELSE ${column}_nonzero END`;

const whenSome = (expression: string): string => `CASE WHEN total > 0 THEN ${expression} END`;

/**
 * From measured(question, measure, population, task, member, v) and tasks(modality, task) to the rows of a report.
 * The formulas are chosen to differ from the usual ones: Gini by its definition over pairs of values, entropy as
 * ln T − Σ x ln x / T, standard deviation from whole sums. Quantiles: quantile_cont is type 7.
 */
export const statistics = `
kept AS MATERIALIZED (
  SELECT t.modality, m.question, m.measure, m.population, m.task, CAST(m.v AS BIGINT) AS v
  FROM measured m JOIN tasks t ON t.task = m.task),
frequencies AS MATERIALIZED (
  SELECT measure, task, v, CAST(count(*) AS HUGEINT) AS times FROM kept GROUP BY measure, task, v),
differences AS (
  SELECT a.measure, a.task, sum(a.times * b.times * abs(a.v - b.v)) AS d_all,
    sum(a.times * b.times * abs(a.v - b.v)) FILTER (a.v > 0 AND b.v > 0) AS d_nonzero
  FROM frequencies a JOIN frequencies b ON b.measure = a.measure AND b.task = a.task GROUP BY a.measure, a.task),
sums AS (
  SELECT modality, question, measure, population, task,
    count(*) AS n_all, count(*) FILTER (v > 0) AS n_nonzero, sum(v) AS total, sum(v * v) AS squares,
    quantile_cont(CAST(v AS DOUBLE), 0.5) AS median_all,
    quantile_cont(CAST(v AS DOUBLE), 0.5) FILTER (v > 0) AS median_nonzero,
    quantile_cont(CAST(v AS DOUBLE), 0.9) AS p90_all,
    quantile_cont(CAST(v AS DOUBLE), 0.9) FILTER (v > 0) AS p90_nonzero,
    max(v) AS max_all, max(v) FILTER (v > 0) AS max_nonzero,
    sum(v * ln(greatest(v, 1))) AS v_ln_v, list(v ORDER BY v DESC) AS largest
  FROM kept GROUP BY ALL),
figures AS (
  SELECT s.*, d.d_all, d.d_nonzero, total / n_all AS mean_all,
    CASE WHEN n_nonzero > 0 THEN total / n_nonzero END AS mean_nonzero,
    ${deviation('n_all')} AS sd_all, ${deviation('n_nonzero')} AS sd_nonzero
  FROM sums s JOIN differences d ON d.measure = s.measure AND d.task = s.task),
report_rows AS (
  SELECT question, measure, modality, task, population,
    ${headline('n')} AS n, ${headline('mean')} AS mean, ${headline('sd')} AS sd,
    ${headline('median')} AS median, ${headline('p90')} AS p90, ${headline('max')} AS max,
    n_all AS nAll, mean_all AS meanAll, sd_all AS sdAll,
    n_nonzero AS nNonzero, mean_nonzero AS meanNonzero, sd_nonzero AS sdNonzero,
    (n_all - n_nonzero) / n_all AS zeroShare, total,
    ${whenSome('CAST(d_all AS DOUBLE) / (2.0 * n_all * total)')} AS gini,
    ${whenSome('CAST(d_nonzero AS DOUBLE) / (2.0 * n_nonzero * total)')} AS giniNonzero,
    ${whenSome('squares / (CAST(total AS DOUBLE) * total)')} AS hhi,
    ${whenSome('CAST(total AS DOUBLE) * total / squares')} AS effectiveNumber,
    ${whenSome('ln(greatest(total, 1)) - v_ln_v / total')} AS entropy,
    ${whenSome(topShare('1'))} AS top1Share, ${whenSome(topShare('10'))} AS top10Share,
    ${whenSome(topShare('((n_all + 99) // 100)'))} AS top1PctShare,
    ${whenSome(topShare('((n_all + 9) // 10)'))} AS top10PctShare
  FROM figures)`;

/** The default order: question, measure and modality as docs/definitions.md lists them, mean descending, task. */
export const reportOrder = `
  question, list_position(['datasets-per-model', 'models-per-dataset', 'owners-per-dataset', 'uses-per-owner',
    'downloads-per-dataset', 'derivatives-per-model', 'bases-per-model', 'owners-per-model', 'descendants-per-model',
    'derivatives-per-owner', 'downloads-per-model'], measure), list_position([${quoteAll(modalityOrder)}], modality),
  mean DESC NULLS LAST, task`;
