import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { runHfreuse } from '../support/run.ts';

let folder: string;
let snapshot: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-export-graph-'));
  snapshot = join(folder, 'hub.duckdb');
  expect((await runHfreuse(['simulate', '--models', '2000', '--snapshot', snapshot])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = Record<string, string>;

/** Writes nodes.csv and edges.csv, and reads them. */
async function exportCsv(name: string, ...args: string[]): Promise<{ nodes: Line[]; edges: Line[] }> {
  const to = join(folder, name);
  const run = await runHfreuse(['export', '--snapshot', snapshot, '--format', 'csv', '--to', to, ...args]);
  expect(run).toMatchObject({ code: 0, stdout: '' });
  expect(readdirSync(to).sort()).toEqual(['edges.csv', 'nodes.csv']);
  const read = (file: string): Line[] => parse(readFileSync(join(to, file), 'utf8'), { columns: true });
  return { nodes: read('nodes.csv'), edges: read('edges.csv') };
}

/** One number out of the snapshot. */
async function numberOf(sql: string): Promise<number> {
  const open = await openSnapshot(snapshot);
  try {
    return Number((await readRows(open.connection, `SELECT (${sql})::DOUBLE AS n`))[0]?.n);
  } finally {
    open.close();
  }
}

describe('export of a graph', () => {
  it('holds every repo, ghost and edge of both graphs, malformed names left out', async () => {
    const { nodes, edges } = await exportCsv('whole');
    const repos = await numberOf('(SELECT count(*) FROM models) + (SELECT count(*) FROM datasets)');
    const ghosts = await numberOf('SELECT count(*) FROM ghosts WHERE NOT malformed');
    expect(ghosts).toBeGreaterThan(0);
    expect(nodes).toHaveLength(repos + ghosts);
    expect(nodes.filter(({ ghost }) => ghost === 'true')).toHaveLength(ghosts);
    expect(new Set(nodes.map(({ Id }) => Id)).size).toBe(nodes.length);
    const sizes = await numberOf(
      `(SELECT count(*) FROM model_bases WHERE base < (SELECT listed + ghosts FROM node_counts WHERE kind = 'models'))
       + (SELECT count(*) FROM model_datasets WHERE dataset < (SELECT listed + ghosts FROM node_counts WHERE kind = 'datasets'))`,
    );
    expect(edges).toHaveLength(sizes);
    const names = new Set(nodes.map(({ Id }) => Id));
    for (const { Source, Target } of edges) expect(names.has(Source) && names.has(Target)).toBe(true);
    const downloads = nodes.reduce((sum, node) => sum + Number(node.downloads), 0);
    expect(downloads).toBe(
      await numberOf(`(SELECT coalesce(sum(r.downloads), 0) FROM models m JOIN model_rows r ON r.rowid = m.row)
        + (SELECT coalesce(sum(r.downloads), 0) FROM datasets d JOIN dataset_rows r ON r.rowid = d.row)`),
    );
  });

  it('states each relation, and its direction', async () => {
    const { nodes, edges } = await exportCsv('bases', '--graph', 'base-models');
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(['model']));
    const merges = edges.filter(({ relation }) => relation?.split(';').includes('merge'));
    expect(merges).toHaveLength(
      await numberOf(
        `SELECT count(*) FROM model_bases WHERE relations & 8 > 0
         AND base < (SELECT listed + ghosts FROM node_counts WHERE kind = 'models')`,
      ),
    );
    expect(new Set(edges.map(({ direction }) => direction))).toEqual(new Set(['derived model → base model']));
  });

  it.each([
    ['of everything', []],
    ['of some', ['--min-uses', '1']],
  ])('of datasets alone, %s: each use, and no base model that is not in the snapshot', async (name, args) => {
    const { nodes, edges } = await exportCsv(`datasets ${name}`, '--graph', 'datasets', ...args);
    expect(new Set(edges.map(({ relation }) => relation))).toEqual(new Set(['trained on']));
    expect(edges).toHaveLength(
      await numberOf(
        `SELECT count(*) FROM model_datasets
         WHERE dataset < (SELECT listed + ghosts FROM node_counts WHERE kind = 'datasets')`,
      ),
    );
    const kinds = new Map(nodes.map(({ Id, kind }) => [Id, kind]));
    for (const { Source, Target } of edges) {
      expect([kinds.get(Source), kinds.get(Target)]).toEqual(['model', 'dataset']);
    }
    expect(nodes.filter(({ kind, ghost }) => kind === 'model' && ghost === 'true')).toEqual([]);
  });

  it('of everything: the same nodes and edges as of all that has any use, and those without', async () => {
    // Two ways to number them: by what is derived, and by what is chosen.
    const whole = await exportCsv('every', '--graph', 'both');
    const used = await exportCsv('every used', '--min-uses', '1');
    const named = ({ nodes, edges }: typeof whole): string[] => {
      const labels = new Map(nodes.map(({ Id, Label, kind }) => [Id, `${kind} ${Label}`]));
      return edges.map(({ Source, Target, relation }) =>
        [labels.get(Source), relation, labels.get(Target)].join(' '),
      );
    };
    expect(named(whole)).toEqual(named(used));
    const ends = new Set(whole.edges.flatMap(({ Source, Target }) => [Source, Target]));
    const without = ({ Id: _, ...node }: Line): Line => node;
    expect(whole.nodes.filter(({ Id }) => ends.has(Id)).map(without)).toEqual(used.nodes.map(without));
  });

  it('of a task: its models, and what they are built from', async () => {
    const { nodes, edges } = await exportCsv('task', '--task', 'text-generation', '--graph', 'base-models');
    const taskOf = new Map(nodes.map(({ Id, task }) => [Id, task]));
    for (const { Source } of edges) expect(taskOf.get(Source)).toBe('text-generation');
    expect([...taskOf.values()].filter((task) => task === 'text-generation')).toHaveLength(
      await numberOf(
        `SELECT count(*) FROM models WHERE task = (SELECT task FROM tasks WHERE name = 'text-generation')`,
      ),
    );
  });

  it('--min-uses: nothing that fewer models use, and no node on its own', async () => {
    const { nodes, edges } = await exportCsv('used', '--min-uses', '5');
    const uses = new Map<string, number>();
    for (const { Target = '' } of edges) uses.set(Target, (uses.get(Target) ?? 0) + 1);
    expect(uses.size).toBeGreaterThan(3);
    for (const n of uses.values()) expect(n).toBeGreaterThanOrEqual(5);
    const ends = new Set(edges.flatMap(({ Source, Target }) => [Source, Target]));
    expect(ends.size).toBe(nodes.length);
  });

  it('refuses what is there, replaces it with --replace, and leaves nothing beside', async () => {
    const to = join(folder, 'graph.dot');
    const args = ['export', '--snapshot', snapshot, '--format', 'dot', '--to', to];
    expect((await runHfreuse(args)).code).toBe(0);
    const first = readFileSync(to, 'utf8');
    expect(await runHfreuse(args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('already exists'),
    });
    expect((await runHfreuse([...args, '--replace'])).code).toBe(0);
    expect(readFileSync(to, 'utf8')).toBe(first);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const within = await runHfreuse([...args.slice(0, -1), join(to, 'below.dot')]);
    expect(within).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written') });
    expect(existsSync(join(to, 'below.dot'))).toBe(false);
  });

  it('options of a graph are refused for parquet, unknown tasks for both', async () => {
    expect(await runHfreuse(['export', '--snapshot', snapshot, '--min-uses', '3'])).toMatchObject({
      code: 2,
    });
    const unknown = await runHfreuse([
      'export',
      '--snapshot',
      snapshot,
      '--format',
      'dot',
      '--task',
      'no-task',
    ]);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('"no-task"') });
  });
});
