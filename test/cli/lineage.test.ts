import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';

let folder: string;
let snapshot: string[];
let base: string;

const lineage = (...args: string[]) => runHfreuse(['lineage', ...args, ...snapshot]);
const lineageJson = async (...args: string[]) => {
  const run = await lineage(...args, '--format', 'json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-lineage-'));
  const file = join(folder, 'hub.duckdb');
  snapshot = ['--snapshot', file];
  expect((await runHfreuse(['simulate', '--models', '3000', ...snapshot])).code).toBe(0);
  const { top } = await lineageJson();
  base = top[0].id;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lineage alone', () => {
  it('has the documented keys, the largest first', async () => {
    const document = await lineageJson();
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining(
        'schemaVersion models edges ghosts bases components largestComponent cycles relations generations parents top'.split(
          ' ',
        ),
      ),
    );
    expect(Object.keys(document.relations)).toEqual([
      'finetune',
      'adapter',
      'quantized',
      'merge',
      'unspecified',
    ]);
    expect(document.top).toHaveLength(20);
    const degrees = document.top.map(({ derivatives }: { derivatives: number }) => derivatives);
    expect(degrees).toEqual([...degrees].sort((a, b) => b - a));
    const parents = document.parents as { parents: number; models: number }[];
    expect(parents.reduce((sum, one) => sum + one.parents * one.models, 0)).toBe(document.edges);
  });

  it('CSV holds the bases with most derivatives', async () => {
    const { stdout } = await lineage('--format', 'csv');
    const lines = stdout.trimEnd().split('\r\n');
    expect(lines).toHaveLength(21);
    expect(lines[1]).toContain(base);
  });
});

describe('lineage --ages', () => {
  it('JSON, CSV and a table of the same', async () => {
    const { rows, years, edges, undated } = await lineageJson('--ages');
    const pairs = rows.reduce((sum: number, row: { pairs: number }) => sum + row.pairs, 0);
    expect(pairs + undated).toBe(edges);
    for (const { sameYear, yearBefore, older, later } of years) {
      expect(sameYear + yearBefore + older + later).toBeCloseTo(1, 12);
    }
    const csv = (await lineage('--ages', '--format', 'csv')).stdout;
    expect(csv).toMatch(/^snapshot_date,endpoint,protocol,request,task,pairs,q1,median,q3\r\n/);
    expect((await lineage('--ages')).stdout).toContain('Age of the base at reuse, in days');
  });

  it('--least states what a root lineage is', async () => {
    const few = await lineageJson('--least', '1');
    for (const { bases, lineages } of few.roots) expect(lineages).toBe(bases);
    const many = await lineageJson('--least', '1000000');
    for (const { lineages } of many.roots) expect(lineages).toBe(0);
    expect(few.roots.reduce((sum: number, row: { bases: number }) => sum + row.bases, 0)).toBe(few.bases);
  });
});

describe('lineage of a model', () => {
  it('is a tree where no format is asked for: shown and folded together are its descendants', async () => {
    const { stdout, code } = await lineage(base, '--width', '2', '--down', '2');
    expect(code).toBe(0);
    const [first, ...lines] = stdout.split('\n\n')[0]?.trimEnd().split('\n') ?? [];
    expect(first).toBe(base);
    const shown = lines.filter((line) => line.includes('[')).length;
    const folded = lines
      .filter((line) => line.includes('+ '))
      .flatMap((line) =>
        [...line.replace(/by .*/, '').matchAll(/(\d+) [a-z]+/g)].map((match) => Number(match[1])),
      );
    const { model } = await lineageJson(base);
    expect(shown + folded.reduce((sum, n) => sum + n, 0)).toBe(model.descendants);
  });

  it('finds the id in any case of letters, and reports it where there is none', async () => {
    expect((await lineageJson(base.toUpperCase())).model.id).toBe(base);
    expect(await lineage('no/such')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/holds no model "no\/such".*\n$/),
    });
  });

  it('names the right command for a dataset, and for a model with --users', async () => {
    const { rows } = JSON.parse(
      (await runHfreuse(['top', 'datasets', ...snapshot, '--n', '1', '--format', 'json'])).stdout,
    );
    const dataset: string = rows[0].id;
    expect((await lineage(dataset)).stderr).toContain(`it is a dataset: hfreuse lineage ${dataset} --users`);
    expect((await lineage(base, '--users')).stderr).toContain(`it is a model: hfreuse lineage ${base}`);
  });

  it('Mermaid and DOT draw an edge for each relative', async () => {
    const { descendants, ancestors, otherParents } = await lineageJson(base, '--width', '3');
    const edges = descendants.length + ancestors.length + otherParents.length;
    const mermaid = await lineage(base, '--width', '3', '--format', 'mermaid');
    expect(mermaid.stdout.match(/ --> /g)).toHaveLength(edges);
    const dot = await lineage(base, '--width', '3', '--format', 'dot');
    expect(dot.stdout.match(/ -> /g)).toHaveLength(edges);
  });
});

describe('the picture of a lineage', () => {
  it('as SVG shows 500 models at most, each with a name, and counts the others', async () => {
    const { stdout, code } = await lineage(base, '--format', 'svg');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/);
    const { model } = await lineageJson(base);
    const drawn = stdout.match(/<circle /g)?.length ?? 0;
    expect(drawn).toBeGreaterThan(5);
    expect(drawn).toBeLessThanOrEqual(501);
    expect(drawn - 1 < model.descendants).toBe(/font-style="italic"/.test(stdout));
    expect((await lineage(base, '--format', 'svg')).stdout).toBe(stdout);
  });

  it('as a page has the same as lists that fold: every model of the tree is in them', async () => {
    const { stdout } = await lineage(base, '--format', 'html');
    const lists = stdout.slice(stdout.indexOf('class="tree"'), stdout.indexOf('</section>'));
    const { descendants } = await lineageJson(base, '--width', '1000', '--down', '99');
    for (const { id } of descendants) expect(lists).toContain(id);
    expect(lists.match(/<li>/g)?.length).toBe(lists.match(/<\/li>/g)?.length);
  });
});

describe('lineage --without', () => {
  it('a model: all of its descendants fall, by task', async () => {
    const { model } = await lineageJson(base);
    const removal = await lineageJson('--without', base);
    expect(removal).toMatchObject({ removed: [base], descendants: model.descendants });
    expect(removal.unavailable).toBeLessThanOrEqual(removal.descendants);
    for (const row of removal.byTask) expect(row.share).toBe(row.descendants / row.models);
  });

  it('an owner stands for all of their models', async () => {
    const [owner = ''] = base.split('/');
    const { removed } = await lineageJson('--without', owner);
    expect(removed).toContain(base);
    for (const id of removed) expect(id.startsWith(`${owner}/`)).toBe(true);
    expect((await lineage('--without', 'nobody-of-that-name')).code).toBe(1);
  });
});

it.each([
  [['--users'], '--users takes a dataset'],
  [['some/model', '--ages'], '--ages describes all lineages'],
  [['--ages', '--least', '3'], '--least goes with the shape of all lineages'],
  [['--width', '3'], '--width goes with one model'],
  [['some/model', '--without', 'x'], '--without names what is removed'],
  [['--format', 'svg'], '--format svg draws the lineage of one model'],
  [['--format', 'mermaid'], '--format mermaid draws the lineage of one model'],
  [['some/model', '--width', '0'], '--width takes a whole number, 1 or more'],
])('lineage %j: exit 2, one line', async (args, words) => {
  const run = await lineage(...args);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(words);
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
});
