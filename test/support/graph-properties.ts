import { expect } from 'vitest';
import { flows } from '../../src/commands/flows.ts';
import { lineage, lineageWithout } from '../../src/commands/lineage.ts';
import { report } from '../../src/commands/report.ts';
import { top } from '../../src/commands/top.ts';
import { relations } from '../../src/definitions/relations.ts';
import { buildBaseGraph, isPart, isRoot } from '../../src/graph/base-graph.ts';
import { removeModels } from '../../src/graph/removal.ts';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readBaseEdges } from '../../src/snapshot/read/read-base-edges.ts';

/** What holds of every snapshot, with anything in it. */
export const graphProperties: Record<string, (snapshot: Snapshot) => Promise<void>> = {
  'descendants are at least the derivatives': async (snapshot) => {
    const { rows } = await top(snapshot, { kind: 'models', n: 1_000_000 });
    expect(rows.length).toBeGreaterThan(5);
    for (const { id, uses, descendants } of rows) expect(descendants ?? -1, id).toBeGreaterThanOrEqual(uses);
    const measures = ['derivatives-per-model', 'descendants-per-model'] as const;
    const { rows: both } = await report(snapshot, { measures, modalities: ['all'] });
    for (const { task, measure, total } of both) {
      const other = both.find((row) => row.task === task && row.measure === 'descendants-per-model');
      if (measure === 'derivatives-per-model') expect(other?.total, task).toBeGreaterThanOrEqual(total);
    }
  },

  'the rows of flows sum to the uses': async (snapshot) => {
    for (const kind of ['datasets', 'models'] as const) {
      const { rows, tasks, total } = await flows(snapshot, { kind });
      const { total: used } = await top(snapshot, { kind });
      expect(rows.reduce((sum, { uses }) => sum + uses, 0)).toBeCloseTo(total, 6);
      expect(tasks.reduce((sum, { uses }) => sum + uses, 0)).toBeCloseTo(total, 6);
      expect(total).toBe(used);
    }
  },

  'every slice of a history is the report of that slice': async (snapshot) => {
    const history = await report(snapshot, { every: 'year', modalities: ['all'] });
    const moments = [...new Set(history.rows.map(({ before }) => before ?? ''))];
    expect(moments.length).toBeGreaterThan(1);
    for (const createdBefore of moments) {
      const alone = await report(snapshot, { createdBefore, modalities: ['all'] });
      const rows = history.rows.filter(({ before }) => before === createdBefore);
      expect(rows.map(({ before: _, ...row }) => row)).toEqual(alone.rows);
    }
  },

  'removal of all is all': async (snapshot) => {
    const edges = await readBaseEdges(snapshot);
    const graph = buildBaseGraph(edges.order, edges);
    const nodes = Array.from({ length: graph.order }, (_, node) => node).filter((node) =>
      isPart(graph, node),
    );
    const all = removeModels(graph, nodes, 2 ** relations.length - 1);
    expect([all.descendants.length, all.unavailable.length]).toEqual([0, 0]);
    const { generations, models } = await lineage(snapshot);
    expect(nodes).toHaveLength(models);
    // Without the bases everything falls that has one above it: every model that has a generation.
    const roots = nodes.filter((node) => isRoot(graph, node));
    const fallen = removeModels(graph, roots, 2 ** relations.length - 1);
    expect(fallen.descendants).toHaveLength(generations.reduce((sum, row) => sum + row.models, 0));
    expect(fallen.unavailable).toHaveLength(fallen.descendants.length);
  },

  'the tasks of what falls sum to what falls': async (snapshot) => {
    const { rows } = await top(snapshot, { kind: 'models', n: 5 });
    const { descendants, unavailable, byTask } = await lineageWithout(
      snapshot,
      rows.map(({ id }) => id),
    );
    expect(byTask.reduce((sum, row) => sum + row.descendants, 0)).toBe(descendants);
    expect(unavailable).toBeLessThanOrEqual(descendants);
    for (const { share, models, descendants: n } of byTask) expect(share).toBe(n / models);
  },
};
