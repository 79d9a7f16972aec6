import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  familyFormats,
  graphFormats,
  ordinaryFormats,
  paperFormats,
  statusFormats,
} from '../../src/render/formats.ts';
import { runHfreuse } from '../cli/run-hfreuse.ts';

import { Strangers, serveStrangers } from './hostile-hub.ts';
import { judges } from './judge-output.ts';

/** Other texts for each. */
const drawn = (process.env.HOSTILE_SEEDS ?? '1,2').split(',').map(Number);
const token = 'hf_aSecretThatMustNotBeSeen';
const password = 'pW5secret';
const root = mkdtempSync(join(tmpdir(), 'hfreuse-strangers-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Every command that prints texts of others, in each of its formats. */
const commands: [words: readonly string[], formats: readonly string[]][] = [
  [['status', 'a.duckdb'], statusFormats],
  [['report', 'a.duckdb', '--modality', 'all'], paperFormats],
  [
    ['report', 'a.duckdb', '--measure', 'owners-per-model,uses-per-owner', '--every', 'year'],
    ['csv', 'html'],
  ],
  [
    ['report', 'a.duckdb', '--protocol', 'study-2025'],
    ['table', 'json'],
  ],
  ...['datasets', 'models', 'owners'].map((what): (typeof commands)[number] => [
    ['top', what, '--snapshot', 'a.duckdb', '--n', '100'],
    paperFormats,
  ]),
  [['lineage', '--snapshot', 'a.duckdb', '--least', '1'], ordinaryFormats],
  [
    ['lineage', 'good/root', '--snapshot', 'a.duckdb', '--width', '100'],
    [...ordinaryFormats, ...familyFormats],
  ],
  [['lineage', 'good/data', '--users', '--snapshot', 'a.duckdb'], ordinaryFormats],
  [['lineage', '--without', 'good', '--snapshot', 'a.duckdb'], ordinaryFormats],
  [['flows', 'datasets', '--snapshot', 'a.duckdb'], paperFormats],
  [['flows', 'models', '--snapshot', 'a.duckdb'], paperFormats],
  [['diff', 'a.duckdb', 'b.duckdb', '--modality', 'all'], paperFormats],
  [['audit', 'figures.csv'], ordinaryFormats],
];

/** Files with a format of their own. */
const exports = Object.entries(graphFormats).map(([format, ending]) => ({
  words: [
    'export',
    'a.duckdb',
    '--format',
    format,
    '--to',
    ending === '' ? 'graph-csv' : `graph-${format}.${ending}`,
  ],
  format,
}));

/** What an output is called, what it is, and what it states. */
interface Output {
  name: string;
  format: string;
  text: string;
}

/** Collects from a hostile Hub, and lets every command print what it wrote. */
async function printEverything(seed: number, honest: boolean): Promise<Output[]> {
  const folder = join(root, `${seed}-${honest}`);
  mkdirSync(folder);
  const outputs: Output[] = [];
  const run = async (words: readonly string[], format: string, codes: readonly number[]): Promise<void> => {
    const { stdout, stderr, code } = await runHfreuse(words, { HF_TOKEN: token }, folder);
    const name = words.join(' ');
    expect([name, codes.includes(code ?? -1), codes.includes(code ?? -1) ? '' : stderr]).toEqual([
      name,
      true,
      '',
    ]);
    if (stdout !== '') outputs.push({ name, format, text: stdout });
    outputs.push({ name: `${name}: stderr`, format: 'table', text: stderr });
  };
  for (const [file, hub] of [
    ['a.duckdb', await serveStrangers(seed, honest)],
    ['b.duckdb', await serveStrangers(seed + 1000, honest)],
  ] as const) {
    const where = ['--endpoint', hub.url, '--snapshot', file, '--retries', '0', '--resolve', '60'];
    await run(['collect', '--all', '--card-data', ...where, '--debug'], 'table', [3]);
    hub.server.closeAllConnections();
    hub.server.close();
  }
  const strangers = new Strangers(`words ${seed}`, honest);
  writeFileSync(join(folder, 'figures.csv'), toFigures(strangers));
  for (const [words, formats] of commands)
    for (const format of formats) await run([...words, '--format', format], format, [0, 3]);
  for (const { words, format } of exports) await run(words, format, [0, 3]);
  await run(['export', 'a.duckdb', '--format', 'tables', '--to', 'tables'], 'csv', [0, 3]);
  await run(
    ['report', 'a.duckdb', '--figures', 'figures', '--output', 'report.html', '--format', 'html'],
    'html',
    [3],
  );
  await refuse(run, strangers);
  const files = listFiles(folder).filter(
    (file) => extname(file) !== '.duckdb' && !file.endsWith('figures.csv'),
  );
  for (const file of files) {
    const format = extname(file) === '.json' ? 'json' : extname(file).slice(1);
    outputs.push({ name: file.slice(folder.length), format, text: readFileSync(file, 'utf8') });
  }
  for (const file of listFiles(folder)) {
    const bytes = readFileSync(file);
    expect([file, bytes.includes(token), bytes.includes(password)]).toEqual([file, false, false]);
  }
  return outputs;
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""').replaceAll('\u0000', '')}"`;

/** A published table with untrusted labels. */
function toFigures(strangers: Strangers): string {
  const rows = Array.from({ length: 12 }, (_, n) => [
    quoted(strangers.text().toWellFormed()),
    quoted(`${n} ${strangers.text().toWellFormed()}`),
    '0.25',
    '0.5',
    '40',
  ]);
  return `task,label,mean,sd,n\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;
}

/** Wrong usage and failures, whose messages repeat what was given. */
async function refuse(
  run: (words: readonly string[], format: string, codes: readonly number[]) => Promise<void>,
  strangers: Strangers,
): Promise<void> {
  for (let n = 0; n < 12; n += 1) {
    // A command line can hold no NUL and no lone surrogate.
    const word = strangers.text().replaceAll('\u0000', '').toWellFormed();
    const endpoint = `http://${encodeURIComponent(word)}:${password}@127.0.0.1:9/${encodeURIComponent(word)}`;
    for (const words of [
      ['report', 'a.duckdb', `--task=${word}`],
      ['report', 'a.duckdb', `--columns=${word}`],
      ['lineage', '--snapshot', 'a.duckdb', '--', word],
      ['status', `--snapshot=./absent/${word}`],
      ['top', '--snapshot', 'a.duckdb', '--', word],
      ['import', `--models=./absent/${word}`, '--snapshot', 'c.duckdb'],
      ['audit', '--', `./absent/${word}.csv`],
      ['collect', `--endpoint=${endpoint}`, '--snapshot', 'c.duckdb'],
      ['collect', `--endpoint=${word}:${password}@127.0.0.1`, '--snapshot', 'c.duckdb'],
      ['--', word],
    ])
      await run(words, 'table', [0, 1, 2, 3]);
  }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? listFiles(path) : [path]));
}

/** The words of each format that honest texts lead to, and those with which it writes a mark letter for letter. */
function toVocabulary(outputs: readonly Output[]): Map<string, Set<string>> {
  const escapes = [
    'textbackslash',
    'textasciitilde',
    'textasciicircum',
    'textless',
    'textgreater',
    'textbar',
  ];
  const marks = ['textquotedbl', 'mu', 'sigma', 'Delta', 'rightarrow', ...'#$%&_{}'];
  const latex = [...escapes, ...marks].map((word) => `command \\${word}`);
  const vocabulary = new Map([
    ['latex', new Set(latex)],
    // A column of the plot of ranks, which is drawn only where a task has several values.
    ['csv', new Set(['column line'])],
  ]);
  for (const { format, text } of outputs) {
    const words = vocabulary.get(format) ?? new Set();
    for (const word of judges[format]?.(text) ?? []) words.add(word);
    vocabulary.set(format, words);
  }
  return vocabulary;
}

describe('untrusted text is shown letter for letter, and does nothing', () => {
  it.each(drawn)('in every text of every command and format, seed %i', async (seed) => {
    const vocabulary = toVocabulary(await printEverything(seed, true));
    const wrong: string[] = [];
    for (const { name, format, text } of await printEverything(seed, false)) {
      try {
        for (const word of judges[format]?.(text) ?? [`nothing judges ${format}`])
          if (vocabulary.get(format)?.has(word) !== true) wrong.push(`${name}: ${word}`);
      } catch (error) {
        wrong.push(`${name}: ${error}`);
      }
      if (text.includes(token) || text.includes(password)) wrong.push(`${name}: a secret`);
    }
    expect([...new Set(wrong)]).toEqual([]);
  });
});
