-- DuckDB on the lake that `hfreuse export` writes: run it beside hub-export, as `duckdb < lake.sql`. Every table is a
-- folder, and every snapshot a folder snapshot_date=… in it, so that one query sees all dates.

-- RQ2 of each date: what the ten most used datasets of each task hold of all uses.
CREATE OR REPLACE TEMP VIEW uses AS
SELECT d.snapshot_date, task, d.id, count(m.model) AS uses
FROM (
  SELECT snapshot_date, hub_id, id, unnest(task_categories) AS task
  FROM read_parquet('hub-export/datasets/*/*.parquet', hive_partitioning = true)
  -- A date without provenance was never finished.
  WHERE snapshot_date IN (
    SELECT snapshot_date FROM read_parquet('hub-export/provenance/*/*.parquet', hive_partitioning = true)
  )
) d
LEFT JOIN read_parquet('hub-export/model_datasets/*/*.parquet', hive_partitioning = true) m
  ON m.snapshot_date = d.snapshot_date AND m.dataset_id = d.hub_id AND m.in_current
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE concentration AS
SELECT
  snapshot_date, task, count(*) AS datasets, sum(uses)::BIGINT AS total, avg(uses) AS mean,
  sum(uses) FILTER (rank <= 10) / nullif(sum(uses), 0) AS top10_share
FROM (
  SELECT *, row_number() OVER (PARTITION BY snapshot_date, task ORDER BY uses DESC, id) AS rank FROM uses
)
GROUP BY ALL
ORDER BY ALL;

FROM concentration ORDER BY top10_share DESC NULLS LAST, task;
