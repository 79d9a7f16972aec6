import { describe, expect, it } from 'vitest';
import { flows } from '../../src/commands/flows.ts';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { shareDerived } from '../support/derived-snapshot.ts';
import { seeds } from '../support/tier.ts';

// The same again in SQL: the tasks out of the raw rows, a fraction for each of them.
const usesSql = {
  datasets: `SELECT e.model, e.dataset AS node FROM model_datasets e`,
  models: `SELECT e.model, e.base AS node FROM model_bases e`,
};
const tasksSql = {
  datasets: `SELECT DISTINCT d.dataset AS node, tag[17:] AS task FROM datasets d JOIN (
    SELECT rowid AS row, unnest(tags ->> '$[*]') AS tag FROM dataset_rows) t ON t.row = d.row
    WHERE starts_with(tag, 'task_categories:') AND tag <> 'task_categories:'`,
  models: `SELECT m.model AS node, r.pipeline_tag AS task FROM models m JOIN model_rows r ON r.rowid = m.row
    WHERE r.pipeline_tag <> ''`,
};
const expected = (snapshot: Snapshot, kind: 'datasets' | 'models') =>
  readRows(
    snapshot.connection,
    `WITH t AS (${tasksSql[kind]}), k AS (SELECT node, count(*) AS k FROM t GROUP BY node),
       own AS (${tasksSql.models}),
       u AS (SELECT * FROM (${usesSql[kind]}) WHERE node < (SELECT listed + ghosts FROM node_counts WHERE kind = '${kind}'))
     SELECT CASE WHEN u.node >= (SELECT listed FROM node_counts WHERE kind = '${kind}') THEN '(outside)' ELSE t.task END AS "from",
       own.task AS "to", sum(1.0::DOUBLE / coalesce(k.k, 1))::DOUBLE AS uses
     FROM u LEFT JOIN t ON t.node = u.node LEFT JOIN k ON k.node = u.node LEFT JOIN own ON own.node = u.model
     GROUP BY ALL`,
  );

const keyOf = ({ from, to }: { from?: unknown; to?: unknown }) => `${from} → ${to}`;

describe.each(seeds(1, 12))('random snapshot %i: flows by the graph and by SQL', (seed) => {
  it.each(['datasets', 'models'] as const)('of %s', async (kind) => {
    const snapshot = await shareDerived(seed);
    const document = await flows(snapshot, { kind });
    const rows = await expected(snapshot, kind);
    expect(rows.length).toBeGreaterThan(20);
    const found = new Map(document.rows.map((row) => [keyOf(row), row.uses]));
    expect([...found.keys()].sort()).toEqual(rows.map(keyOf).sort());
    for (const row of rows) expect(found.get(keyOf(row)), keyOf(row)).toBeCloseTo(Number(row.uses), 9);
    for (const one of document.tasks) {
      const ofTo = document.rows.filter(({ to }) => to === one.task);
      // The flows of a task sum to its uses, and their shares to 1.
      expect(ofTo.reduce((sum, { uses }) => sum + uses, 0)).toBeCloseTo(one.uses, 9);
      expect(ofTo.reduce((sum, { shareOfTo }) => sum + shareOfTo, 0)).toBeCloseTo(1, 9);
      const untasked = ofTo.find(({ from }) => from === null)?.uses ?? 0;
      expect(one.own + one.imported + one.outside + untasked).toBeCloseTo(one.uses, 9);
      const tasked = ofTo.filter(({ from }) => from !== null && from !== '(outside)');
      expect(one.sources).toBe(tasked.length);
      const whole = one.own + one.imported;
      if (whole === 0) {
        expect([one.ownShare, one.effectiveSources]).toEqual([null, null]);
        continue;
      }
      const entropy = -tasked.reduce((sum, { uses }) => sum + (uses / whole) * Math.log(uses / whole), 0);
      expect(one.effectiveSources).toBeCloseTo(Math.exp(entropy), 9);
    }
    const [all] = await readRows(
      snapshot.connection,
      `SELECT count(*)::INTEGER AS n FROM (${usesSql[kind]}) WHERE node < (SELECT listed + ghosts FROM node_counts WHERE kind = '${kind}')`,
    );
    expect(document.total).toBe(all?.n);
  });

  it('of the modalities asked for only', async () => {
    const snapshot = await shareDerived(seed);
    const whole = await flows(snapshot, { kind: 'datasets' });
    const { tasks, rows } = await flows(snapshot, { kind: 'datasets', modalities: ['nlp'] });
    const names = new Set(tasks.map(({ task }) => task));
    expect(names.size).toBeGreaterThan(0);
    expect(names.has(null)).toBe(false);
    expect(tasks).toEqual(whole.tasks.filter(({ task }) => names.has(task)));
    expect(rows).toEqual(whole.rows.filter(({ to }) => names.has(to)));
    expect(await flows(snapshot, { kind: 'datasets', modalities: ['all'] })).toEqual(whole);
  });
});
