import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileAsXml, writeHostileGraph } from '../support/hostile-graph.ts';
import { runHfreuse } from '../support/run.ts';
import { expectGraph } from './graph-cases.ts';

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

describe.skipIf(!hasReaders)(
  'python3-networkx and python3-igraph (skipped where they are not installed)',
  () => {
    it.each(['graphml', 'gexf'])('see the same nodes, degrees and attributes in %s', async (format) => {
      const script = join(import.meta.dirname, 'read-graph.py');
      const output = execFileSync(python, [script, place(format), format], { maxBuffer: 1 << 28 });
      const wanted = await expectGraph(snapshot);
      const seen: Record<string, { labels: string[]; relations: string[] }> = JSON.parse(output.toString());
      expect(Object.keys(seen)).toEqual(format === 'graphml' ? ['networkx', 'igraph'] : ['networkx']);
      for (const { labels, relations, ...counts } of Object.values(seen)) {
        expect(counts).toEqual(wanted);
        expect(labels).toHaveLength(Number(counts && (counts as unknown as { order: number }).order));
        expect(relations).toContain('trained on');
      }
    });

    it.each(['graphml', 'gexf'] as const)(
      'read a hostile name in %s, but for what XML cannot hold',
      async (format) => {
        const file = join(folder, `hostile.${format}`);
        writeFileSync(file, (await writeHostileGraph(format))[0] ?? '');
        const script = join(import.meta.dirname, 'read-graph.py');
        const seen: Record<string, object> = JSON.parse(
          execFileSync(python, [script, file, format]).toString(),
        );
        for (const graph of Object.values(seen)) {
          expect(graph).toMatchObject({
            ...{ order: 2, size: 1, downloads: 3_400_446_695 },
            ...{ labels: [hostileAsXml, 'org/base'].sort(), relations: ['finetune;merge'] },
          });
        }
      },
    );
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
