import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileAsXml, writeHostileGraph } from '../support/hostile-graph.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';
import { expectGraph, type SeenGraph } from './graph-cases.ts';

/** Its parsers are not used otherwise, so they are installed for this test alone. */
const packages = ['graphology@0.26.0', 'graphology-gexf@0.13.2', 'graphology-graphml@0.5.2'];
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-graphology-'));
const snapshot = join(folder, 'hub.duckdb');
let isInstalled = false;

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const npm = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', ...packages];
  isInstalled = spawnSync('npm', npm, { cwd: folder, shell: process.platform === 'win32' }).status === 0;
  if (!isInstalled) console.warn(`skipped: npm cannot install ${packages.join(', ')}`);
  await copySimulated(snapshot, { models: 3000 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What graphology sees in a file. */
function readGraph(file: string, format: string): SeenGraph & { labels: string[]; relations: string[] } {
  const script = join(import.meta.dirname, 'read-graphology.mjs');
  const output = execFileSync(process.execPath, [script, folder, file, format], { maxBuffer: 1 << 28 });
  return JSON.parse(output.toString());
}

describe.each(['graphml', 'gexf'] as const)(
  'graphology reads %s (skipped where npm cannot install it)',
  (format) => {
    it('with the same nodes, degrees and attributes', async ({ skip }) => {
      if (!isInstalled) return skip('graphology cannot be installed');
      const file = join(folder, `graph.${format}`);
      const args = ['export', '--snapshot', snapshot, '--format', format, '--to', file];
      expect((await runHfreuse(args)).code).toBe(0);
      const { labels, relations, ...counts } = readGraph(file, format);
      expect(counts).toEqual(await expectGraph(snapshot));
      expect(new Set(relations)).toContain('trained on');
      expect(labels.filter((label) => label.includes('/')).length).toBeGreaterThan(3000);
    });

    it('with a hostile name, but for what XML cannot hold', async ({ skip }) => {
      if (!isInstalled) return skip('graphology cannot be installed');
      const file = join(folder, `hostile.${format}`);
      writeFileSync(file, (await writeHostileGraph(format))[0] ?? '');
      expect(readGraph(file, format)).toMatchObject({
        ...{ order: 2, size: 1, downloads: 3_400_446_695 },
        ...{ labels: [hostileAsXml, 'org/base'].sort(), relations: ['finetune;merge'] },
      });
    });
  },
);
