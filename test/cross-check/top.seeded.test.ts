import { describe, expect, it } from 'vitest';
import { type TopRequest, top } from '../../src/commands/top.ts';
import type { TopRow } from '../../src/documents/top/top.ts';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { shareDerived } from '../support/derived-snapshot.ts';
import { seeds } from '../support/tier.ts';

/** Which part of the graphs; the conditions are on a use: `created` of its model, `task` and `target_created` of what it uses. */
interface Part {
  request: Omit<TopRequest, 'kind'>;
  model?: string;
  target?: string;
  edge?: string;
}

const date = '2024-06-01';
const task = 'text-classification';
const parts: Record<string, Part> = {
  everything: { request: {} },
  'one task': { request: { tasks: [task] }, target: `list_contains(tasks, '${task}')` },
  'one modality': {
    request: { modalities: ['cv'] },
    target: `list_has_any(tasks, ['image-classification', 'object-detection', 'text-to-image', 'image-segmentation', 'depth-estimation', 'image-to-text', 'video-classification', 'unconditional-image-generation', 'zero-shot-image-classification', 'mask-generation', 'image-to-image', 'image-to-video', 'text-to-video', 'zero-shot-object-detection', 'text-to-3d', 'image-to-3d', 'image-feature-extraction', 'keypoint-detection', 'video-to-video', 'video-object-segmentation', 'image-text-to-image', 'image-text-to-video'])`,
  },
  'before a date': {
    request: { createdBefore: date },
    model: `created < TIMESTAMP '${date}'`,
    target: `ghost OR created < TIMESTAMP '${date}'`,
  },
  'one relation': { request: { relations: ['quantized'] }, edge: 'relations & 4 > 0' },
};

// The same again in SQL. Owners are distinguished by their folded names, not by their numbers.
const owner = (kind: string, id: string, own: string): string =>
  `CASE WHEN contains(${id}, '/') THEN fold_ascii(split_part(${id}, '/', 1)) ELSE '${kind} ' || ${own} END`;
const nodesSql = `nodes AS (
  SELECT 'models' AS kind, m.model AS node, r.id, ${owner('models', 'r.id', 'r.hub_id')} AS owner, false AS ghost,
    r.created_at AS created, CASE WHEN r.pipeline_tag <> '' THEN [r.pipeline_tag] ELSE [] END AS tasks, r.downloads
  FROM models m JOIN model_rows r ON r.rowid = m.row
  UNION ALL SELECT 'datasets', d.dataset, r.id, ${owner('datasets', 'r.id', 'r.hub_id')}, false, r.created_at,
    coalesce((SELECT list(name) FROM dataset_tasks t JOIN tasks USING (task) WHERE t.dataset = d.dataset), []), r.downloads
  FROM datasets d JOIN dataset_rows r ON r.rowid = d.row
  UNION ALL SELECT kind, node, spelling, CASE WHEN contains(name, '/') THEN fold_ascii(split_part(name, '/', 1))
    ELSE kind || ' ghost ' || name END, true, NULL, [], NULL FROM ghosts WHERE NOT malformed)`;
const usesSql = ({ model = 'true', target = 'true', edge = 'true' }: Part, kind: string): string => `uses AS (
  SELECT n.*, e.model, s.owner AS user, coalesce(e.relations, 0) AS relations FROM (
    SELECT 'models' AS kind, model, base AS node, relations FROM model_bases WHERE ${edge}
    UNION ALL SELECT 'datasets', model, dataset, NULL FROM model_datasets) e
  JOIN (SELECT * FROM nodes WHERE ${target}) n ON n.kind = e.kind AND n.node = e.node
  JOIN (SELECT * FROM nodes WHERE kind = 'models' AND NOT ghost AND (${model})) s ON s.node = e.model
  WHERE ${kind === 'owners' ? 'true' : `n.kind = '${kind}'`})`;

/** What stands for a node: itself, or its owner. */
const keys = { datasets: 'node', models: 'node', owners: 'owner' } as const;

async function expected(snapshot: Snapshot, kind: keyof typeof keys, part: Part) {
  const key = keys[kind];
  return readRows(
    snapshot.connection,
    `WITH ${nodesSql}, ${usesSql(part, kind)},
       users AS (SELECT DISTINCT ${key} AS key, owner, model, user FROM uses),
       counts AS (SELECT key, user, count(DISTINCT model) AS n FROM users GROUP BY ALL)
     SELECT key, count(DISTINCT model)::INTEGER AS uses,
       count(DISTINCT user) FILTER (user <> owner)::INTEGER AS owners,
       count(DISTINCT model) FILTER (user = owner)::INTEGER AS "ownUses",
       (SELECT max(n) FROM counts c WHERE c.key = users.key)::INTEGER AS most,
       ${key === 'node' ? `(SELECT id FROM nodes n WHERE n.node = key AND n.kind = '${kind}')` : 'NULL'} AS id
     FROM users GROUP BY key ORDER BY uses DESC, id, key`,
  );
}

describe.each(seeds(1, 12))('random snapshot %i: top by the graph and by SQL', (seed) => {
  it.each(Object.keys(parts))('%s: every dataset and model that is used, ties by id', async (name) => {
    const snapshot = await shareDerived(seed);
    const part = parts[name] as Part;
    for (const kind of ['datasets', 'models'] as const) {
      if (kind === 'datasets' && part.edge !== undefined) continue;
      const document = await top(snapshot, { kind, n: 10_000, ...part.request });
      const rows = await expected(snapshot, kind, part);
      if (name === 'everything') expect(rows.length).toBeGreaterThan(10);
      expect(
        document.rows.map(({ id, uses, owners, ownUses, topOwner }) => ({
          id,
          uses,
          owners,
          ownUses,
          most: topOwner?.uses,
        })),
      ).toEqual(rows.map(({ id, uses, owners, ownUses, most }) => ({ id, uses, owners, ownUses, most })));
      expect(document.total).toBe(rows.reduce((sum, { uses }) => sum + Number(uses), 0));
      if (rows.length > 0) expect(document.rows.at(-1)?.cumulativeShare).toBeCloseTo(1, 12);
    }
  });

  it.each(Object.keys(parts))('%s: every owner', async (name) => {
    const snapshot = await shareDerived(seed);
    const part = parts[name] as Part;
    const document = await top(snapshot, { kind: 'owners', n: 10_000, ...part.request });
    const rows = await expected(snapshot, 'owners', part);
    const figures = (row: object): string => {
      const { uses, owners, ownUses } = row as TopRow;
      return [uses, owners, ownUses].join(' ');
    };
    expect(document.rows.map(figures).sort()).toEqual(rows.map(figures).sort());
    for (const { key, uses } of rows.filter(({ key }) => !String(key).includes(' '))) {
      const own = document.rows.filter(({ id }) => id.toLowerCase() === key);
      expect(
        own.map((row) => row.uses),
        String(key),
      ).toContain(uses);
    }
  });

  it('by owners, descendants and downloads: the first n are those of the whole ranking', async () => {
    const snapshot = await shareDerived(seed);
    for (const rankBy of ['uses', 'owners', 'descendants', 'downloads'] as const) {
      const all = await top(snapshot, { kind: 'models', rankBy, n: 10_000 });
      const figures = all.rows.map((row) => Number(row[rankBy]));
      expect(figures).toEqual([...figures].sort((a, b) => b - a));
      expect(figures.every((figure) => figure > 0)).toBe(true);
      const few = await top(snapshot, { kind: 'models', rankBy, n: 7 });
      expect(few.rows).toEqual(all.rows.slice(0, 7));
      for (const { descendants, uses } of all.rows) expect(descendants).toBeGreaterThanOrEqual(uses);
    }
  });
});
