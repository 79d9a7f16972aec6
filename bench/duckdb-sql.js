// What `report` is measured against: DuckDB alone, the same figures of all four measures from the same integer tables.
// node bench/duckdb-sql.js <snapshot>: the rows as JSON. From a frequency table on, for that is the fastest way in SQL.
import { DuckDBInstance } from '@duckdb/node-api';

const counts = `
uses AS (SELECT model, count(*)::INTEGER AS v FROM model_datasets GROUP BY model),
users AS (SELECT dataset, count(*)::INTEGER AS v FROM model_datasets GROUP BY dataset),
derivatives AS (SELECT base AS model, count(*)::INTEGER AS v FROM model_bases GROUP BY base),
bases AS (SELECT model, count(*)::INTEGER AS v FROM model_bases GROUP BY model)`;

const membersOf = (measure, population, counted) => `
SELECT '${measure}' AS measure, '${population}' AS population, task, coalesce(v, 0) AS v, count(*) AS times
FROM models LEFT JOIN ${counted} USING (model) WHERE task >= 0 GROUP BY task, coalesce(v, 0)`;

const frequencies = `
${membersOf('datasets-per-model', 'nonzero', 'uses')}
UNION ALL ${membersOf('derivatives-per-model', 'all', 'derivatives')}
UNION ALL ${membersOf('bases-per-model', 'nonzero', 'bases')}
UNION ALL SELECT 'models-per-dataset', 'all', task, coalesce(v, 0) AS v, count(*)
FROM dataset_tasks LEFT JOIN users USING (dataset) GROUP BY task, coalesce(v, 0)`;

/** The value at a place, counted from 0, of all members or of the nonzero ones. */
const at = (place, below, n) => `min(v) FILTER (${below} + times > least(${place}, ${n} - 1))`;
const quantile = (p, suffix, filter) => {
  const h = `((any_value(n_${suffix}) - 1) * ${p})`;
  const below = suffix === 'all' ? 'below' : '(below - zeros)';
  const n = `n_${suffix}`;
  const low = `${at(`floor((${n} - 1) * ${p})`, below, n)}`;
  const high = `${at(`floor((${n} - 1) * ${p}) + 1`, below, n)}`;
  const only = (expression) => expression.replace('FILTER (', `FILTER (${filter} AND `);
  return `${only(low)} + (${h} - floor(${h})) * (${only(high)} - ${only(low)})`;
};
const top = (k) => `sum(v * greatest(0, least(times, ${k} - above))) / any_value(total)::DOUBLE`;
const deviation = (n) =>
  `CASE WHEN ${n} > 1 THEN sqrt((squares - total::DOUBLE * total / ${n}) / (${n} - 1)) END`;

const sql = `
WITH ${counts},
frequencies AS (${frequencies}),
sums AS (
  SELECT *, sum(times) OVER a AS n_all, coalesce(sum(times) FILTER (v > 0) OVER a, 0) AS n_nonzero,
    coalesce(sum(times) FILTER (v = 0) OVER a, 0) AS zeros, sum(v * times) OVER a AS total,
    sum(times) OVER (PARTITION BY measure, task ORDER BY v) - times AS below,
    sum(times) OVER (PARTITION BY measure, task ORDER BY v DESC) - times AS above
  FROM frequencies WINDOW a AS (PARTITION BY measure, task)),
figures AS (
  SELECT measure, task, any_value(population) AS population, any_value(n_all)::INTEGER AS n_all,
    any_value(n_nonzero)::INTEGER AS n_nonzero, any_value(total)::DOUBLE AS total, max(v)::DOUBLE AS max,
    sum(v::DOUBLE * v * times) AS squares,
    ${quantile(0.5, 'all', 'true')} AS median_all, ${quantile(0.9, 'all', 'true')} AS p90_all,
    ${quantile(0.5, 'nonzero', 'v > 0')} AS median_nonzero, ${quantile(0.9, 'nonzero', 'v > 0')} AS p90_nonzero,
    sum(v::DOUBLE * times * (2 * below + times - n_all)) / (any_value(n_all) * any_value(total)::DOUBLE) AS gini,
    sum(v::DOUBLE * times * (2 * (below - zeros) + times - n_nonzero)) FILTER (v > 0)
      / (any_value(n_nonzero) * any_value(total)::DOUBLE) AS gini_nonzero,
    ln(greatest(any_value(total), 1)) - sum(times * v * ln(greatest(v, 1))) / any_value(total) AS entropy,
    ${top('1')} AS top1, ${top('10')} AS top10,
    ${top('ceil(n_all / 100)')} AS top1pct, ${top('ceil(n_all / 10)')} AS top10pct
  FROM sums GROUP BY measure, task)
SELECT measure, tasks.name AS task,
  CASE population WHEN 'all' THEN n_all ELSE n_nonzero END AS n,
  CASE population WHEN 'all' THEN total / n_all WHEN 'nonzero' THEN total / nullif(n_nonzero, 0) END AS mean,
  CASE population WHEN 'all' THEN ${deviation('n_all')} ELSE ${deviation('n_nonzero')} END AS sd,
  CASE population WHEN 'all' THEN median_all ELSE median_nonzero END AS median,
  CASE population WHEN 'all' THEN p90_all ELSE p90_nonzero END AS p90,
  CASE WHEN population = 'all' OR n_nonzero > 0 THEN max END AS max,
  n_all AS "nAll", total / n_all AS "meanAll", ${deviation('n_all')} AS "sdAll",
  n_nonzero AS "nNonzero", total / nullif(n_nonzero, 0) AS "meanNonzero", ${deviation('n_nonzero')} AS "sdNonzero",
  (n_all - n_nonzero) / n_all AS "zeroShare", total,
  CASE WHEN total > 0 THEN gini END AS gini, CASE WHEN total > 0 THEN gini_nonzero END AS "giniNonzero",
  CASE WHEN total > 0 THEN squares / (total * total) END AS hhi,
  CASE WHEN total > 0 THEN total * total / squares END AS "effectiveNumber",
  CASE WHEN total > 0 THEN entropy END AS entropy,
  CASE WHEN total > 0 THEN top1 END AS "top1Share", CASE WHEN total > 0 THEN top10 END AS "top10Share",
  CASE WHEN total > 0 THEN top1pct END AS "top1PctShare", CASE WHEN total > 0 THEN top10pct END AS "top10PctShare"
FROM figures JOIN tasks USING (task) ORDER BY measure, task`;

const instance = await DuckDBInstance.create(process.argv[2], { access_mode: 'READ_ONLY' });
const connection = await instance.connect();
const reader = await connection.runAndReadAll(sql);
process.stdout.write(`${JSON.stringify(reader.getRowObjectsJson())}\n`);
connection.closeSync();
instance.closeSync();
