import { describe, expect, it } from 'vitest';
import { describeLineage } from '../../src/commands/lineage/describe-lineage.ts';
import { describeRemoval } from '../../src/commands/lineage/describe-removal.ts';
import { traceModel } from '../../src/commands/lineage/trace-model.ts';
import { lineageAges } from '../../src/commands/lineage.ts';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { findRepo } from '../../src/snapshot/read/find-repo.ts';
import { shareDerived } from '../support/derived-snapshot.ts';
import { seeds } from '../support/tier.ts';

// The same again in SQL: every pair of a model and what it reaches, by a recursive query.
const edges = `edges AS (SELECT model, base, relations FROM model_bases
  WHERE base < (SELECT listed + ghosts FROM node_counts WHERE kind = 'models'))`;
const reach = `WITH RECURSIVE ${edges}, reach(model, base, distance) AS (
  SELECT model, base, 1 FROM edges
  UNION SELECT e.model, r.base, r.distance + 1 FROM edges e JOIN reach r ON r.model = e.base WHERE r.distance < 40),
  nearest AS (SELECT model, base, min(distance) AS distance FROM reach WHERE model <> base GROUP BY ALL)`;
const named = `names AS (SELECT m.model AS node, r.id FROM models m JOIN model_rows r ON r.rowid = m.row
  UNION ALL SELECT node, spelling FROM ghosts WHERE kind = 'models' AND NOT malformed)`;

const numbers = async (snapshot: Snapshot, sql: string): Promise<Record<string, unknown>[]> =>
  readRows(snapshot.connection, sql);

describe.each(seeds(1, 12))('random snapshot %i: lineages by the graph and by SQL', (seed) => {
  it('the shape of all', async () => {
    const snapshot = await shareDerived(seed);
    const document = await describeLineage(snapshot);
    expect(document.edges).toBeGreaterThan(10);
    const [counts] = await numbers(
      snapshot,
      `WITH ${edges} SELECT (SELECT count(*) FROM edges)::INTEGER AS edges,
        (SELECT count(*) FROM (SELECT model FROM edges UNION SELECT base FROM edges))::INTEGER AS models,
        (SELECT count(DISTINCT base) FROM edges WHERE base NOT IN (SELECT model FROM edges))::INTEGER AS bases,
        (SELECT count(DISTINCT base) FROM edges WHERE base >= (SELECT count(*) FROM models))::INTEGER AS ghosts,
        (SELECT count(*) FROM edges WHERE relations & 4 > 0)::INTEGER AS quantized`,
    );
    expect({ ...counts }).toEqual({
      edges: document.edges,
      models: document.models,
      bases: document.bases,
      ghosts: document.ghosts,
      quantized: document.relations.quantized,
    });
    const generations = await numbers(
      snapshot,
      `${reach} SELECT generation::INTEGER AS generation, count(*)::INTEGER AS models FROM (
         SELECT model, min(distance) AS generation FROM nearest WHERE base NOT IN (SELECT model FROM edges) GROUP BY model)
       GROUP BY generation ORDER BY generation`,
    );
    expect(document.generations).toEqual(generations);
    const parents = await numbers(
      snapshot,
      `WITH ${edges} SELECT parents::INTEGER AS parents, count(*)::INTEGER AS models FROM (
         SELECT model, count(*) AS parents FROM edges GROUP BY model) GROUP BY parents ORDER BY parents`,
    );
    expect(document.parents).toEqual(parents);
    const [cycles] = await numbers(
      snapshot,
      `${reach} SELECT count(DISTINCT least)::INTEGER AS n FROM (
         SELECT a.model, least(a.model, min(a.base)) AS least FROM nearest a JOIN nearest b ON b.model = a.base AND b.base = a.model
         GROUP BY a.model)`,
    );
    expect(document.cycles).toBe(cycles?.n);
    const [component] = await numbers(
      snapshot,
      `WITH RECURSIVE ${edges}, ends AS (SELECT model AS a, base AS b FROM edges UNION SELECT base, model FROM edges),
         walk(a, b) AS (SELECT a, a FROM ends UNION SELECT w.a, e.b FROM walk w JOIN ends e ON e.a = w.b),
         sizes AS (SELECT a, min(b) AS least, count(*) AS size FROM walk GROUP BY a)
       SELECT count(DISTINCT least)::INTEGER AS components, max(size)::INTEGER AS largest FROM sizes`,
    );
    expect([document.components, document.largestComponent]).toEqual([
      component?.components,
      component?.largest,
    ]);
  });

  it('the bases with most derivatives, their descendants and distances', async () => {
    const snapshot = await shareDerived(seed);
    const { top } = await describeLineage(snapshot);
    const rows = await numbers(
      snapshot,
      `${reach}, ${named} SELECT n.id, d.derivatives::INTEGER AS derivatives, count(*)::INTEGER AS descendants,
         max(r.distance)::INTEGER AS "maxGeneration", avg(r.distance)::DOUBLE AS "meanGeneration"
       FROM (SELECT base, count(*) AS derivatives FROM edges GROUP BY base) d JOIN nearest r USING (base)
       JOIN names n ON n.node = base GROUP BY ALL ORDER BY derivatives DESC, n.id LIMIT 20`,
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(top.map(({ ghost: _, ...row }) => row)).toEqual(rows);
    for (const row of top) expect(row.descendants).toBeGreaterThanOrEqual(row.derivatives);
  });

  it('root lineages by task', async () => {
    const snapshot = await shareDerived(seed);
    const rows = await numbers(
      snapshot,
      `${reach}, roots AS (SELECT DISTINCT base AS node FROM edges WHERE base NOT IN (SELECT model FROM edges)),
         below AS (SELECT r.node, count(n.model) AS n FROM roots r LEFT JOIN nearest n ON n.base = r.node GROUP BY r.node)
       SELECT t.name AS task, m.model IS NULL AS ghost, count(*)::INTEGER AS bases, count(*) FILTER (n >= 3)::INTEGER AS lineages,
         max(n)::INTEGER AS largest
       FROM below LEFT JOIN models m ON m.model = below.node LEFT JOIN tasks t ON t.task = m.task
       GROUP BY ALL ORDER BY 4 DESC, 3 DESC, 1 NULLS FIRST, 2`,
    );
    const { roots, leastDescendants } = await describeLineage(snapshot, 3);
    expect(leastDescendants).toBe(3);
    expect(rows.length).toBeGreaterThan(3);
    expect(roots).toEqual(rows.map((row) => ({ ...row })));
    expect((await describeLineage(snapshot)).leastDescendants).toBe(10);
  });

  it('ages of bases at reuse', async () => {
    const snapshot = await shareDerived(seed);
    const pairs = `pairs AS (SELECT t.name AS task, d.created_at AS derived, b.created_at AS base
      FROM edges e JOIN models d ON d.model = e.model JOIN models b ON b.model = e.base LEFT JOIN tasks t ON t.task = d.task
      WHERE d.created_at IS NOT NULL AND b.created_at IS NOT NULL)`;
    const days = '(epoch_ms(derived) - epoch_ms(base)) / 86400000.0';
    const rows = await numbers(
      snapshot,
      `WITH ${edges}, ${pairs} SELECT task, count(*)::INTEGER AS pairs, quantile_cont(${days}, 0.25)::DOUBLE AS q1,
         quantile_cont(${days}, 0.5)::DOUBLE AS median, quantile_cont(${days}, 0.75)::DOUBLE AS q3
       FROM pairs GROUP BY task ORDER BY pairs DESC, coalesce(task, '')`,
    );
    const document = await lineageAges(snapshot);
    expect(rows.length).toBeGreaterThan(3);
    expect(document.rows.map(({ task, pairs: n }) => [task, n])).toEqual(
      rows.map(({ task, pairs: n }) => [task, n]),
    );
    for (const [place, { q1, median, q3 }] of document.rows.entries()) {
      for (const [ours, theirs] of [
        [q1, rows[place]?.q1],
        [median, rows[place]?.median],
        [q3, rows[place]?.q3],
      ]) {
        expect(ours).toBeCloseTo(Number(theirs), 9);
      }
    }
    const apart = 'year(derived) - year(base)';
    const years = await numbers(
      snapshot,
      `WITH ${edges}, ${pairs} SELECT year(derived)::INTEGER AS year, count(*)::INTEGER AS pairs,
         count(*) FILTER (${apart} = 0) / count(*) AS "sameYear", count(*) FILTER (${apart} = 1) / count(*) AS "yearBefore",
         count(*) FILTER (${apart} > 1) / count(*) AS older, count(*) FILTER (${apart} < 0) / count(*) AS later
       FROM pairs GROUP BY ALL ORDER BY year`,
    );
    expect(document.years).toEqual(years.map((row) => ({ ...row })));
    const dated = document.rows.reduce((sum, { pairs: n }) => sum + n, 0);
    expect(dated + document.undated).toBe(document.edges);
  });

  it('of one model, and what falls with it', async () => {
    const snapshot = await shareDerived(seed);
    const { top } = await describeLineage(snapshot);
    for (const { id } of top.slice(0, 3)) {
      // Several repos may have one id: the earliest stands for it.
      const node = (await findRepo(snapshot, 'models', id))?.node;
      const family = await traceModel(snapshot, id, { up: 99, down: 99, width: 9999 });
      const below = await numbers(
        snapshot,
        `${reach}, ${named} SELECT d.id, r.distance::INTEGER AS distance FROM nearest r JOIN names d ON d.node = r.model
         WHERE r.base = ${node} ORDER BY ALL`,
      );
      const compare = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(
        family.descendants.map(({ id: one, distance }) => ({ id: one, distance })).sort(compare),
      ).toEqual(
        below.map((row) => ({ ...row })).sort((a, b) => compare(a as { id: string }, b as { id: string })),
      );
      expect(family.hidden).toEqual({});
      const removal = await describeRemoval(snapshot, [id]);
      expect(removal.descendants).toBe(family.descendants.length);
      const [unavailable] = await numbers(
        snapshot,
        `WITH RECURSIVE ${edges}, ${named}, gone(node) AS (
           SELECT ${node}
           UNION SELECT e.model FROM edges e JOIN gone g ON g.node = e.base WHERE e.relations & 2 > 0)
         SELECT (count(*) - 1)::INTEGER AS n FROM gone`,
      );
      expect(removal.unavailable).toBe(unavailable?.n);
    }
  });
});
