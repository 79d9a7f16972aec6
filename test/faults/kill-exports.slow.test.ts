import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnHfreuse } from '../cli/run-hfreuse.ts';
import { root } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-kill-exports-'));
const hook = join(root, 'test', 'support', 'kill-at.mjs');
const snapshot = (name: string): string => join(folder, `${name}.duckdb`);

beforeAll(async () => {
  // Two snapshots of one day.
  await copySimulated(snapshot('old'), { models: 300 });
  await copySimulated(snapshot('new'), { models: 400 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is there for a reader: the bytes of each file, but of those with names of work. */
function readFiles(place: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (path: string): void => {
    if (/(\.part|\.old)$/.test(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) walk(join(path, name));
      return;
    }
    found[relative(place, path)] = createHash('sha256').update(readFileSync(path)).digest('hex');
  };
  walk(place);
  return found;
}

const runExport = (of: string, to: string, more: string[], env: Record<string, string> = {}) =>
  spawnHfreuse(['export', snapshot(of), ...more, '--to', to, '--quiet'], env);

/**
 * Replaces an old export by a new one, and kills that before or after each of its renames.
 * @param judge what is there then, the old one and the new one
 */
async function killEach(
  format: string[],
  to: (place: string) => string,
  judge: (left: Record<string, string>, whole: Record<'old' | 'new', Record<string, string>>) => void,
): Promise<number> {
  const name = format.at(-1) ?? 'lake';
  const place = (of: string): string => join(folder, `${name}-${of}`);
  for (const of of ['old', 'new']) expect((await runExport(of, to(place(of)), format)).code).toBe(0);
  const whole = { old: readFiles(place('old')), new: readFiles(place('new')) };
  expect(whole.old).not.toEqual(whole.new);
  for (let times = 1; ; times += 1) {
    for (const when of ['before', 'after']) {
      rmSync(place('target'), { recursive: true, force: true });
      cpSync(place('old'), place('target'), { recursive: true });
      const env = {
        NODE_OPTIONS: `--import ${hook}`,
        KILL_AT: '^rename ',
        KILL_TIMES: String(times),
        KILL_WHEN: when,
      };
      const killed = await runExport('new', to(place('target')), [...format, '--replace'], env);
      if (killed.code === 0) return times - 1;
      expect(killed.code).toBeNull();
      judge(readFiles(place('target')), whole);
      // The next run puts back what was put aside, and does not replace it unasked. Two files cannot be put back at
      // once, so that they are written anew.
      const again = await runExport('new', to(place('target')), format);
      expect(name === 'csv' ? [0, 2] : [2]).toContain(again.code);
      if (name !== 'csv') expect([whole.old, whole.new]).toContainEqual(readFiles(place('target')));
      expect((await runExport('new', to(place('target')), [...format, '--replace'])).code).toBe(0);
      expect(readFiles(place('target'))).toEqual(whole.new);
      expect(listWork(place('target'))).toEqual([]);
    }
  }
}

const listWork = (place: string): string[] =>
  readdirSync(place, { recursive: true })
    .map(String)
    .filter((name) => /\.part|\.old/.test(name));

describe('an export that is killed at a rename while it replaces another', () => {
  it('of Parquet: the old date, the new one, or one without provenance, which is not read', async () => {
    const kills = await killEach(
      [],
      (place) => place,
      (left, whole) => {
        const isRead = Object.keys(left).some((name) => name.startsWith('provenance'));
        if (isRead) expect([whole.old, whole.new]).toContainEqual(left);
      },
    );
    expect(kills).toBe(12);
  });

  it('of tables: the old folder, the new one, or none', async () => {
    const kills = await killEach(
      ['--format', 'tables'],
      (place) => join(place, 'tables'),
      (left, whole) => expect([whole.old, whole.new, {}]).toContainEqual(left),
    );
    expect(kills).toBe(2);
  });

  it('of a graph in two files: never a new one beside an old one', async () => {
    const kills = await killEach(
      ['--format', 'csv'],
      (place) => join(place, 'graph'),
      (left, whole) => {
        const isOf = (of: Record<string, string>): boolean =>
          Object.entries(left).every(([name, bytes]) => of[name] === bytes);
        expect([isOf(whole.old), isOf(whole.new)]).toContain(true);
      },
    );
    expect(kills).toBe(4);
  });

  it('of a graph in one file: the old one or the new one', async () => {
    const kills = await killEach(
      ['--format', 'graphml'],
      (place) => join(place, 'graph.graphml'),
      (left, whole) => expect([whole.old, whole.new]).toContainEqual(left),
    );
    expect(kills).toBe(1);
  });
});
