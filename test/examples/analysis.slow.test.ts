import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-analysis-'));
const place = (name: string): string => join(folder, name);
const hasR = spawnSync('Rscript', ['-e', 'library(igraph); library(poweRlaw)']).status === 0;
// Neither Debian nor PyPI has a package with which R reads Parquet; CRAN has.
const hasNanoparquet = spawnSync('Rscript', ['-e', 'library(nanoparquet)']).status === 0;
const packages = ['pandas==3.1.1', 'pyarrow==26.0.1', 'networkx==3.6.1'];
let hasPython = false;

const run = (command: string, args: readonly string[]) => spawnSync(command, args, { encoding: 'utf8' });

beforeAll(async () => {
  await copySimulated(place('hub.duckdb'), { models: 3000 });
  const exports = [
    ['export', '--to', place('hub-export')],
    ['export', '--format', 'tables', '--to', place('hub-tables')],
    ['export', '--format', 'graphml', '--graph', 'base-models', '--to', place('base-models.graphml')],
    ['report', '--question', '3', '--fit-tail', '--format', 'csv', '--output', place('report.csv')],
  ];
  for (const args of exports) {
    expect((await runHfreuse([...args, '--snapshot', place('hub.duckdb')])).code).toBe(0);
  }
  const pip = ['install', '--quiet', '--no-cache-dir', '--disable-pip-version-check', ...packages];
  hasPython =
    run('python3', ['-m', 'venv', place('venv')]).status === 0 &&
    run(place('venv/bin/pip'), pip).status === 0;
  if (!hasPython)
    console.warn(`skipped: pip cannot install ${packages.join(', ')}: examples/python is not run`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same file with the third decimal of each figure of one row changed: what a check has to notice. */
function spoil(from: string, to: string, row: RegExp): void {
  const text = readFileSync(from, 'utf8');
  const line = row.exec(text)?.[0] ?? '';
  const spoilt = line.replace(/\.(\d{3})/g, (_, digits: string) => `.${(Number(digits) + 1) % 1000}`);
  expect(spoilt).not.toBe(line);
  writeFileSync(to, text.replace(line, spoilt));
}

describe('examples/python (skipped where pip cannot install pandas)', () => {
  it('repeats mean and Gini of each task from Parquet and from the graph', ({ skip }) => {
    if (!hasPython) return skip('pandas cannot be installed');
    const script = join(root, 'examples', 'python', 'repeat_figures.py');
    const files = [place('hub-export'), place('hub-tables'), place('base-models.graphml')];
    const { status, stdout, stderr } = run(place('venv/bin/python'), [script, ...files]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^models-per-dataset: \d\d tasks$/m);
    expect(stdout).toMatch(/^derivatives-per-model: \d\d tasks$/m);
    const rows = place('hub-tables/rows.csv');
    spoil(rows, rows, /^.*,derivatives-per-model,nlp,text-generation,.*$/m);
    const spoilt = run(place('venv/bin/python'), [script, ...files]);
    expect(spoilt.status).toBe(1);
    expect(spoilt.stderr).toMatch(/^derivatives-per-model of text-generation: /);
  });
});

describe.skipIf(!hasR)('examples/r (skipped where R, igraph or poweRlaw is not installed)', () => {
  it('repeats the figures of a task and the exponent of its tail', () => {
    const script = join(root, 'examples', 'r', 'repeat-figures.R');
    const files = (report: string) => [script, report, place('base-models.graphml'), 'text-generation'];
    const { status, stdout, stderr } = run('Rscript', files(place('report.csv')));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^alpha \d\.\d{4} here, \d\.\d{4} in the report, above \d+$/m);
    spoil(place('report.csv'), place('spoilt.csv'), /^.*,derivatives-per-model,nlp,text-generation,.*$/m);
    expect(run('Rscript', files(place('spoilt.csv'))).status).toBe(1);
  });

  it.skipIf(!hasNanoparquet)(
    'repeats them from Parquet too (skipped where nanoparquet is not installed)',
    () => {
      const script = join(root, 'examples', 'r', 'repeat-figures.R');
      const files = [
        place('report.csv'),
        place('base-models.graphml'),
        'text-generation',
        place('hub-export'),
      ];
      const { status, stdout, stderr } = run('Rscript', [script, ...files]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^parquet \d+ /m);
    },
  );
});
