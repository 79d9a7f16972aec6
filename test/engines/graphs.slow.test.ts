import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { runHfreuse } from '../support/run.ts';

// Debian's python3-networkx and python3-igraph go with Debian's own Python.
const python = '/usr/bin/python3';
const hasReaders = spawnSync(python, ['-c', 'import networkx, igraph']).status === 0;
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

let folder: string;
let snapshot: string;
const place = (format: string): string => join(folder, `graph.${format}`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-graph-readers-'));
  snapshot = join(folder, 'hub.duckdb');
  expect((await runHfreuse(['simulate', '--models', '3000', '--snapshot', snapshot])).code).toBe(0);
  for (const format of ['graphml', 'gexf']) {
    const args = ['export', '--snapshot', snapshot, '--format', format, '--to', place(format)];
    expect((await runHfreuse(args)).code).toBe(0);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What SQL says of both graphs together. */
async function expected() {
  const open = await openSnapshot(snapshot);
  const rows = (sql: string) => readRows(open.connection, sql);
  const isNode = (kind: string, column: string) =>
    `${column} < (SELECT listed + ghosts FROM node_counts WHERE kind = '${kind}')`;
  const degrees = await rows(
    `SELECT n::INTEGER AS n FROM (SELECT count(*) AS n FROM model_bases WHERE ${isNode('models', 'base')} GROUP BY base
       UNION ALL SELECT count(*) FROM model_datasets WHERE ${isNode('datasets', 'dataset')} GROUP BY dataset)
     ORDER BY n DESC LIMIT 50`,
  );
  const [totals] = await rows(
    `SELECT (SELECT sum(listed + ghosts) FROM node_counts)::DOUBLE AS "order",
       ((SELECT count(*) FROM model_bases WHERE ${isNode('models', 'base')})
         + (SELECT count(*) FROM model_datasets WHERE ${isNode('datasets', 'dataset')}))::DOUBLE AS size,
       ((SELECT coalesce(sum(r.downloads), 0) FROM models m JOIN model_rows r ON r.rowid = m.row)
         + (SELECT coalesce(sum(r.downloads), 0) FROM datasets d JOIN dataset_rows r ON r.rowid = d.row))::DOUBLE AS downloads`,
  );
  open.close();
  return { ...totals, inDegrees: degrees.map(({ n }) => n) };
}

describe.skipIf(!hasReaders)(
  'python3-networkx and python3-igraph (skipped where they are not installed)',
  () => {
    it.each(['graphml', 'gexf'])('see the same nodes, degrees and attributes in %s', async (format) => {
      const script = join(import.meta.dirname, 'read-graph.py');
      const output = execFileSync(python, [script, place(format), format], { maxBuffer: 1 << 28 });
      const wanted = await expected();
      const seen: Record<string, { labels: string[]; relations: string[] }> = JSON.parse(output.toString());
      expect(Object.keys(seen)).toEqual(format === 'graphml' ? ['networkx', 'igraph'] : ['networkx']);
      for (const { labels, relations, ...counts } of Object.values(seen)) {
        expect(counts).toEqual(wanted);
        expect(labels).toHaveLength(Number(counts && (counts as unknown as { order: number }).order));
        expect(relations).toContain('trained on');
      }
    });
  },
);

it.skipIf(!hasXmllint).each(['graphml', 'gexf'])(
  'xmllint finds %s well-formed (skipped where it is not installed)',
  (format) => {
    const run = spawnSync('xmllint', ['--noout', '--huge', place(format)], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  },
);
