import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { codebookTables } from '../../src/documents/codebook.ts';
import { golden, runHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-codebook-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('hfreuse codebook', () => {
  it.each([
    'codebook --format table --table report',
    'codebook --format markdown --table audit,lorenz',
    'codebook --format json --table tail',
    'codebook --format frictionless --with ci,fit-tail',
  ])('%s', async (line) => {
    const { actual, expected } = golden(line, await runHfreuse(line.split(' ')));
    expect(actual).toBe(expected);
  });

  it('without options lists every table; the same columns in every format', async () => {
    const table = await runHfreuse(['codebook']);
    const markdown = await runHfreuse(['codebook', '--format', 'markdown']);
    const json = await runHfreuse(['codebook', '--format', 'json']);
    for (const run of [table, markdown, json]) expect(run).toMatchObject({ code: 0, stderr: '' });
    const { schemaVersion, tables } = JSON.parse(json.stdout);
    expect(schemaVersion).toBe(1);
    expect(tables.map((one: { table: string }) => one.table)).toEqual(codebookTables.map(({ name }) => name));
    for (const { table: name, command, columns } of tables) {
      expect(table.stdout).toContain(`${name}: hfreuse ${command}\n`);
      // Markdown takes the angle brackets of an argument for a tag.
      const titled = `## ${name}: hfreuse ${command}`.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      const section = markdown.stdout.split(`${titled}\n\n`)[1]?.split('\n\n')[0] ?? '';
      const lines = section.trim().split('\n').slice(2);
      expect(lines.map((line) => line.split(' | ')[0]?.replace(/^\| /, '').replaceAll('\\', ''))).toEqual(
        columns.map((column: { name: string }) => column.name),
      );
      for (const column of columns) {
        expect(Object.keys(column)).toEqual([
          ...['name', 'csv', 'meaning', 'unit', 'formula', 'population', 'reference', 'emptyWhen'],
          ...['onRequest', 'values'],
        ]);
      }
    }
  });

  it('names a command that there is, and options that it has, for every table', async () => {
    const helps = new Map<string, string>();
    for (const { command } of codebookTables) {
      const [name = '', ...options] = command.split(' ');
      if (!helps.has(name)) {
        const help = await runHfreuse([name, '--help']);
        expect(help.code, name).toBe(0);
        helps.set(name, help.stdout);
      }
      for (const option of options.filter((word) => word.startsWith('--'))) {
        expect(helps.get(name)).toContain(option);
      }
    }
  });

  it('states which columns only come on request, and for which option', async () => {
    const { stdout } = await runHfreuse(['codebook', '--format', 'json', '--table', 'report']);
    const { columns } = JSON.parse(stdout).tables[0] as {
      columns: { name: string; onRequest: string | null }[];
    };
    const requested = columns.filter(({ onRequest }) => onRequest !== null);
    expect(Object.fromEntries(requested.map(({ name, onRequest }) => [name, onRequest]))).toEqual({
      before: '--every',
      ...{ meanCi: '--ci', sdCi: '--ci', giniCi: '--ci', ciWarning: '--ci' },
      ...{ lorenz: '--lorenz', tail: '--fit-tail' },
    });
  });

  it('--output writes the same bytes to a file, and nothing beside it', async () => {
    const file = join(folder, 'schema.json');
    const args = ['codebook', '--format', 'frictionless'];
    const { stdout } = await runHfreuse(args);
    expect(await runHfreuse([...args, '--output', file])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    expect(readdirSync(folder)).toEqual(['schema.json']);
  });

  it.each<[RegExp, string[]]>([
    [/--table.*"rows".*choose from measures, .*report, .*audit/, ['--table', 'rows']],
    [/--table.*"".*choose from measures/, ['--table', 'report,']],
    [/--format.*"csv".*choose from table, markdown, json, frictionless/, ['--format', 'csv']],
    [/frictionless.*report/, ['--format', 'frictionless', '--table', 'audit']],
    [/frictionless.*report/, ['--format', 'frictionless', '--table', 'report,audit']],
    [/--with.*"lorenz".*choose from ci, fit-tail/, ['--format', 'frictionless', '--with', 'lorenz']],
    [/--with.*frictionless/, ['--with', 'ci']],
    [/--output takes a file/, ['--output', '']],
  ])('%s', async (pattern, args) => {
    const run = await runHfreuse(['codebook', ...args]);
    expect(run.stderr).toMatch(pattern);
    expect(run.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
    expect([run.code, run.stdout]).toEqual([2, '']);
  });
});
