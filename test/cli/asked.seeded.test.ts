import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';
import { pickCases } from '../support/tier.ts';

/** The keys that every request has. */
const keys =
  'protocol questions measures modalities tasks relations by createdBefore excludeSameOwner every minN resamples seed tail simulations limit'.split(
    ' ',
  );

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-asked-'));
const snapshot = join(folder, 'hub.duckdb');
const exported = join(folder, 'export');
const on = ['--snapshot', snapshot];
let base: string;
let dataset: string;

beforeAll(async () => {
  await copySimulated(snapshot, { models: 3000 });
  const first = async (kind: string): Promise<string> =>
    JSON.parse((await runHfreuse(['top', kind, ...on, '--format', 'json'])).stdout).rows[0].id;
  [base, dataset] = [await first('models'), await first('datasets')];
  expect((await runHfreuse(['export', ...on, '--to', exported])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A command line of each document, and what it states was asked for. */
const documents = (): Record<string, { args: string[]; asked: string }> => ({
  report: { args: ['report', ...on, '--relation', 'merge'], asked: '--relation merge' },
  compare: {
    args: ['report', ...on, '--protocol', 'study-2025', '--compare'],
    asked: '--protocol study-2025 --compare',
  },
  top: {
    args: ['top', 'models', ...on, '--relation', 'merge', '--n', '5'],
    asked: 'models --relation merge --n 5',
  },
  flows: { args: ['flows', 'models', ...on, '--modality', 'cv'], asked: 'models --modality cv' },
  diff: { args: ['diff', snapshot, snapshot, '--task', 'fill-mask'], asked: '--task fill-mask' },
  trend: { args: ['report', '--trend', exported, '--question', '3'], asked: '--question 3' },
  lineage: { args: ['lineage', ...on, '--least', '3'], asked: '--least 3' },
  'lineage <model>': {
    args: ['lineage', base, ...on, '--down', '2', '--width', '3'],
    asked: `${base} --down 2 --width 3`,
  },
  'lineage --users': { args: ['lineage', dataset, '--users', ...on], asked: `${dataset} --users` },
  'lineage --without': { args: ['lineage', '--without', base, ...on], asked: `--without ${base}` },
  'lineage --ages': { args: ['lineage', '--ages', ...on], asked: '--ages' },
});
const names = [
  ...['report', 'compare', 'top', 'flows', 'diff', 'trend', 'lineage'],
  ...['lineage <model>', 'lineage --users', 'lineage --without', 'lineage --ages'],
];
const find = (name: string) => documents()[name] ?? { args: [], asked: 'nothing' };

/** A text without its markup and line ends: prose is wrapped, and Markdown marks what could be markup. */
const plain = (text: string): string =>
  text
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll(/&#x2F;|&#47;/g, '/')
    .replaceAll(/\s+/g, ' ');

describe.each(names)('%s states what it was asked for', (name) => {
  it('in JSON: every option that shapes the figures, defaults filled in', async () => {
    const { args } = find(name);
    const { stdout } = await runHfreuse([...args, '--format', 'json']);
    const { request, protocol } = JSON.parse(stdout);
    expect(Object.keys(request)).toEqual(expect.arrayContaining(keys));
    expect(request.protocol).toBe(protocol);
  });

  it.each(pickCases(1, ['csv', 'tsv']))(
    'in %s: the first four columns, and the document beside the file',
    async (format) => {
      const { args, asked } = find(name);
      const file = join(folder, `${name.replaceAll(/\W/g, '')}.${format}`);
      const run = await runHfreuse([...args, '--format', format, '--output', file]);
      expect(run.code).toBe(0);
      const delimiter = format === 'csv' ? ',' : '\t';
      const [header = [], ...lines] = parse(readFileSync(file, 'utf8'), { delimiter }) as string[][];
      expect(header.slice(0, 4)).toEqual(['snapshot_date', 'endpoint', 'protocol', 'request']);
      expect(lines.length).toBeGreaterThan(0);
      for (const [date, endpoint, protocol, request] of lines) {
        expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(endpoint).toMatch(/^simulation:/);
        expect(['current', 'study-2025']).toContain(protocol);
        // A cell that begins with - gets an apostrophe, so that no spreadsheet takes it for a formula.
        expect(request).toBe(asked.startsWith('-') ? `'${asked}` : asked);
      }
      const beside = JSON.parse(readFileSync(`${file}.json`, 'utf8'));
      expect(beside.rows).toBeUndefined();
      expect(Object.keys(beside.request)).toEqual(expect.arrayContaining(keys));
      const warnings = beside.warnings.map((warning: string) => `warning: ${warning}\n`).join('');
      expect(run.stderr).toBe(warnings);
    },
  );

  it.each(pickCases(1, ['html', 'table', 'markdown']))('in %s', async (format) => {
    const { args, asked } = find(name);
    const { stdout } = await runHfreuse([...args, '--format', format]);
    expect(plain(stdout)).toContain(asked);
  });
});

it.each(pickCases(1, ['tree', 'mermaid', 'dot', 'svg']))(
  'a lineage drawn as %s reports it too',
  async (format) => {
    const { args, asked } = find('lineage <model>');
    const { stdout } = await runHfreuse([...args, '--format', format]);
    expect(plain(stdout)).toContain(`asked: ${asked}`);
    expect(stdout).toContain('simulation:models=3000');
  },
);

it.each(['compare', 'top'])('%s in LaTeX is tables of booktabs', async (name) => {
  const { stdout, code } = await runHfreuse([...find(name).args, '--format', 'latex']);
  expect(code).toBe(0);
  expect(stdout).toContain('\\toprule');
  expect(stdout).toContain('\\bottomrule');
  expect(stdout.match(/\\begin\{/g)?.length).toBe(stdout.match(/\\end\{/g)?.length);
});

it('what changes a row changes the request', async () => {
  const variants: string[][] = [
    ...[[], ['--n', '3'], ['--task', 'fill-mask'], ['--modality', 'cv'], ['--rank-by', 'owners']],
    ...[
      ['--relation', 'merge'],
      ['--created-before', '2024-01-01'],
    ],
  ].map((more) => ['top', 'models', ...on, ...more]);
  variants.push(['top', 'datasets', ...on], ['top', 'owners', ...on]);
  variants.push(['flows', 'models', ...on], ['flows', 'datasets', ...on]);
  variants.push(['flows', 'models', ...on, '--modality', 'cv']);
  for (const more of [[], ['--least', '2'], ['--ages'], ['--without', base], [dataset, '--users']]) {
    variants.push(['lineage', ...on, ...more]);
  }
  for (const more of [[], ['--up', '1'], ['--down', '1'], ['--width', '2']]) {
    variants.push(['lineage', base, ...on, ...more]);
  }
  const texts = new Map<string, string>();
  for (const args of variants) {
    const {
      request,
      kind,
      snapshot: _,
      ...rest
    } = JSON.parse((await runHfreuse([...args, '--format', 'json'])).stdout);
    const key = `${args[0]} ${JSON.stringify(request)}`;
    const known = texts.get(key);
    if (known !== undefined) expect(known, args.join(' ')).toBe(JSON.stringify(rest));
    texts.set(key, JSON.stringify(rest));
  }
  expect(texts.size).toBe(variants.length);
});
