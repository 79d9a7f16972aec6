import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportDataPackage, renderDataPackage } from '../../src/index.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';
import { misfitsOf, type TableSchema } from '../support/table-schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-tables-'));
const snapshot = join(folder, 'hub.duckdb');
const tables = join(folder, 'tables');

interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  schema: TableSchema;
}

const exportTo = (to: string, ...args: string[]) =>
  runHfreuse(['export', '--snapshot', snapshot, '--format', 'tables', '--to', to, ...args]);
const resourcesOf = (to: string): Resource[] =>
  JSON.parse(readFileSync(join(to, 'datapackage.json'), 'utf8')).resources;
const print = async (...args: string[]): Promise<string> =>
  (await runHfreuse([...args, '--snapshot', snapshot, '--format', 'csv'])).stdout;

beforeAll(async () => {
  await copySimulated(snapshot, { models: 3000 });
  expect(await exportTo(tables)).toEqual({
    code: 0,
    stdout: '',
    stderr: `${tables} is written: 18 tables, described in datapackage.json\n`,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('export --format tables', () => {
  it('holds a file for each table, described to the byte, and nothing else', () => {
    const resources = resourcesOf(tables);
    expect(readdirSync(tables).sort()).toEqual(
      [...resources.map(({ path }) => path), 'datapackage.json'].sort(),
    );
    for (const { path, bytes, hash } of resources) {
      const file = readFileSync(join(tables, path));
      expect(file.length).toBe(bytes);
      expect(`sha256:${createHash('sha256').update(file).digest('hex')}`).toBe(hash);
    }
  });

  it.each([
    ['by default', []],
    ['of another protocol, modality and size', ['--protocol', 'study-2025', '--modality', 'cv', '--n', '7']],
    ['of a task', ['--task', 'text-classification']],
    ['of everything', ['--modality', 'all']],
  ])('every cell fits its schema: %s', async (name, args) => {
    const to = join(folder, name);
    expect((await exportTo(to, ...args)).code).toBe(0);
    for (const { path, schema } of resourcesOf(to)) {
      const lines: string[][] = parse(readFileSync(join(to, path), 'utf8'));
      expect(lines.length, path).toBeGreaterThan(1);
      expect(misfitsOf(lines, schema), path).toEqual([]);
    }
  });

  it('has what the commands print, byte for byte', async () => {
    const read = (name: string): string => readFileSync(join(tables, `${name}.csv`), 'utf8');
    expect(read('rows')).toBe(await print('report'));
    for (const kind of ['datasets', 'models', 'owners']) {
      expect(read(`top-${kind}`)).toBe(await print('top', kind, '--n', '100'));
    }
    for (const kind of ['datasets', 'models']) expect(read(`flows-${kind}`)).toBe(await print('flows', kind));
    expect(read('lineage-top')).toBe(await print('lineage'));
    expect(read('ages')).toBe(await print('lineage', '--ages'));
  });

  it('has the lineages and the coverage of the documents, figure for figure', async () => {
    const json = async (...args: string[]) =>
      JSON.parse((await runHfreuse([...args, '--snapshot', snapshot, '--format', 'json'])).stdout);
    const linesOf = (name: string): Record<string, string>[] =>
      parse(readFileSync(join(tables, `${name}.csv`), 'utf8'), { columns: true });
    const lineage = await json('lineage');
    const [shape = {}] = linesOf('lineage');
    expect(Number(shape.edges)).toBe(lineage.edges);
    expect(Number(shape.largest_component)).toBe(lineage.largestComponent);
    for (const [name, n] of Object.entries(lineage.relations)) {
      expect(Number(shape[`relations_${name}`])).toBe(n);
    }
    const generations = linesOf('generations').map(({ models }) => Number(models));
    expect(generations).toEqual(lineage.generations.map(({ models }: { models: number }) => models));
    const { coverage, summary } = await json('report');
    for (const [at, line] of linesOf('coverage').entries()) {
      expect([line.question, Number(line.declared), Number(line.in_rows)]).toEqual([
        coverage[at].question,
        coverage[at].declared,
        coverage[at].inRows,
      ]);
    }
    for (const [at, line] of linesOf('summary').entries()) {
      expect(Number(line.top_share_members)).toBe(summary[at].topShare.members);
      expect(line.leaders).toBe(summary[at].leaders.join(', '));
    }
  });

  it('its codebook states of every column of every file what it is', () => {
    const codebook: Record<string, string>[] = parse(readFileSync(join(tables, 'codebook.csv'), 'utf8'), {
      columns: true,
    });
    const described = codebook.map(({ table, column }) => `${table} ${column}`);
    expect(described).toEqual(
      resourcesOf(tables).flatMap(({ name, schema }) =>
        schema.fields.map((field) => `${name} ${field.name}`),
      ),
    );
    for (const { meaning } of codebook) expect(meaning).not.toBe('');
  });

  it('is what the library gives', async () => {
    const files = renderDataPackage(await exportDataPackage(snapshot));
    expect(Object.keys(files).sort()).toEqual(readdirSync(tables).sort());
    for (const [name, text] of Object.entries(files)) {
      expect(text, name).toBe(readFileSync(join(tables, name), 'utf8'));
    }
  });
});

describe('the folder appears whole, or not at all', () => {
  it('replaces an earlier one with --replace alone, and takes the place of an empty folder', async () => {
    const to = join(folder, 'again');
    mkdirSync(to);
    expect((await exportTo(to)).code).toBe(0);
    const taken = await exportTo(to, '--modality', 'cv');
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining('replace it with --replace') });
    expect(readFileSync(join(to, 'rows.csv'))).toEqual(readFileSync(join(tables, 'rows.csv')));
    writeFileSync(join(to, 'older-table.csv'), 'of an earlier version');
    expect((await exportTo(`${to}/`, '--replace', '--modality', 'cv')).code).toBe(0);
    expect(readFileSync(join(to, 'rows.csv'), 'utf8')).not.toContain(',nlp,');
    expect(existsSync(join(to, 'older-table.csv'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('again') && name !== 'again')).toEqual([]);
  });

  it('never replaces what was not written so', async () => {
    const to = join(folder, 'thesis');
    mkdirSync(to);
    writeFileSync(join(to, 'mine.csv'), 'mine');
    const foreign = expect.stringContaining('holds mine.csv, which was not written so');
    expect(await exportTo(to, '--replace')).toMatchObject({ code: 2, stderr: foreign });
    writeFileSync(join(to, 'chapter.tex'), 'mine');
    writeFileSync(join(to, 'datapackage.json'), '{}');
    expect(await exportTo(to, '--replace')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('chapter'),
    });
    expect(readdirSync(to)).toHaveLength(3);
    const file = join(folder, 'a-file');
    writeFileSync(file, 'mine');
    expect(await exportTo(file, '--replace')).toMatchObject({ code: 2 });
    const below = await exportTo(join(file, 'below'));
    expect(below).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written') });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it.each([
    ['--graph', 'datasets'],
    ['--min-uses', '3'],
  ])('%s is refused: it chooses of a graph', async (...option) => {
    expect(await exportTo(join(folder, 'never'), ...option)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        `${option[0]} does not go with --format tables; choose --format graphml`,
      ),
    });
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  it.each([
    ['parquet', '--protocol', 'current'],
    ['graphml', '--n', '5'],
  ])('%s takes no %s', async (format, ...option) => {
    const run = await runHfreuse(['export', '--snapshot', snapshot, '--format', format, ...option]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('choose --format tables') });
  });
});
