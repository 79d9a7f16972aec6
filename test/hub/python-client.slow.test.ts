import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { serveHub, spawnHfreuse } from '../cli/run-hfreuse.ts';

/** The Hub's own client for Python. */
const client = 'huggingface_hub==2.4.0';
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-python-client-'));
let python: string | null = null;
let hub: Awaited<ReturnType<typeof serveHub>>;
/** What our client has read of the same Hub. */
let ours: { models: Row[]; datasets: Row[]; renames: { kind: string; name: string; current_id: string }[] };

/** A virtual environment with the client; null where pip cannot install it. */
function installClient(): string | null {
  const place = join(folder, 'venv');
  if (spawnSync('python3', ['-m', 'venv', place]).status !== 0) return null;
  const pip = ['install', '--quiet', '--no-cache-dir', '--disable-pip-version-check', client];
  return spawnSync(join(place, 'bin', 'pip'), pip).status === 0 ? join(place, 'bin', 'python') : null;
}

beforeAll(async () => {
  python = installClient();
  if (python === null) {
    console.warn(`skipped: pip cannot install ${client}: the official Python client is not asked`);
    return;
  }
  hub = await serveHub(['--models', '2500', '--seed', '5', '--dump', join(folder, 'dump')]);
  const snapshot = join(folder, 'ours.duckdb');
  const where = ['--endpoint', hub.url, '--snapshot', snapshot];
  const run = await spawnHfreuse(['collect', '--all', '--card-data', '--resolve', 'all', ...where]);
  expect(run.code).toBe(0);
  ours = await readOurs(snapshot);
});
afterAll(async () => {
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A repo as the Python client shows it. */
interface Row {
  id: string;
  tags: string[];
  pipeline_tag?: string;
  createdAt: string;
  [field: string]: unknown;
}

async function readOurs(path: string): Promise<typeof ours> {
  const snapshot = await openSnapshot(path);
  try {
    const read = async (kind: 'models' | 'datasets'): Promise<Row[]> => {
      const more = kind === 'models' ? ', pipeline_tag, library_name' : '';
      const rows = await readRows(
        snapshot.connection,
        `SELECT id, tags, downloads, likes, gated, epoch_ms(created_at)::DOUBLE AS "createdAt",
           epoch_ms(last_modified)::DOUBLE AS "lastModified"${more}
         FROM ${kind === 'models' ? 'model_rows' : 'dataset_rows'} ORDER BY created_at DESC, hub_id`,
      );
      return rows.map(toRow);
    };
    const renames = await readRows(
      snapshot.connection,
      `SELECT kind, name, current_id FROM lookups WHERE outcome = 'exists' AND lower(current_id) <> name ORDER BY ALL`,
    );
    return {
      models: await read('models'),
      datasets: await read('datasets'),
      renames: renames as unknown as (typeof ours)['renames'],
    };
  } finally {
    snapshot.close();
  }
}

/** Our row in the words of the API; what is not known is absent. */
function toRow(row: Record<string, unknown>): Row {
  const moment = (ms: unknown) => new Date(Number(ms)).toISOString();
  const gated = ['auto', 'manual'].includes(String(row.gated)) ? row.gated : row.gated === 'true';
  const known = {
    ...row,
    tags: JSON.parse(String(row.tags)),
    downloads: Number(row.downloads),
    likes: Number(row.likes),
    gated,
    private: false,
    createdAt: moment(row.createdAt),
    lastModified: moment(row.lastModified),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)) as Row;
}

type Question = [ask: string, args: Record<string, unknown>];

function ask(...questions: Question[]): unknown[] {
  const input = JSON.stringify(questions.map(([word, args]) => ({ ask: word, args })));
  const env = {
    PATH: process.env.PATH,
    HF_ENDPOINT: hub.url,
    HF_HOME: join(folder, 'home'),
    HF_HUB_DISABLE_TELEMETRY: '1',
    HF_HUB_DISABLE_PROGRESS_BARS: '1',
  };
  const script = join(import.meta.dirname, 'python-client.py');
  return JSON.parse(
    execFileSync(python ?? '', [script], { input, env, encoding: 'utf8', maxBuffer: 1 << 28 }),
  );
}

const allFields = ['tags', 'downloads', 'likes', 'gated', 'private', 'createdAt', 'lastModified'];
const modelFields = [...allFields, 'pipeline_tag', 'library_name'];
const ids = (rows: unknown): string[] => (rows as Row[]).map(({ id }) => id);
const sortTexts = (texts: readonly string[]): string[] => texts.toSorted();

const witness = (name: string, test: () => void): void =>
  it(name, ({ skip }) => (python === null ? skip('the client cannot be installed') : test()));

describe('the official Python client sees what ours sees', () => {
  witness('every repo with every field, in the order of creation', () => {
    const [models, datasets] = ask(
      ['models', { sort: 'created_at', expand: modelFields }],
      ['datasets', { sort: 'created_at', expand: allFields }],
    );
    expect(ours.models.length).toBe(2500);
    expect(models).toEqual(ours.models);
    expect(datasets).toEqual(ours.datasets);
  });

  witness('by task, tag, owner, part of the name and gate', () => {
    const tasks = ['text-generation', 'image-classification', 'fill-mask'];
    const { models, datasets } = ours;
    const owner = models[7]?.id.split('/')[0] ?? '';
    const checks: [Question, string[]][] = [
      ...tasks.map((task): [Question, string[]] => [
        ['models', { pipeline_tag: task }],
        ids(models.filter(({ pipeline_tag }) => pipeline_tag === task)),
      ]),
      [
        ['models', { filter: ['transformers', 'text-generation'] }],
        ids(models.filter(({ tags }) => tags.includes('transformers') && tags.includes('text-generation'))),
      ],
      [['models', { author: owner }], ids(models.filter(({ id }) => id.startsWith(`${owner}/`)))],
      [['models', { search: 'GGUF' }], ids(models.filter(({ id }) => /gguf/i.test(id)))],
      [['models', { gated: true, full: true }], ids(models.filter(({ gated }) => gated !== false))],
      [
        ['datasets', { task_categories: 'text-classification' }],
        ids(datasets.filter(({ tags }) => tags.includes('task_categories:text-classification'))),
      ],
    ];
    const answers = ask(...checks.map(([question]) => question));
    for (const [index, [question, expected]] of checks.entries()) {
      expect([question, sortTexts(ids(answers[index]))]).toEqual([question, sortTexts(expected)]);
      expect([question, expected.length > 0]).toEqual([question, true]);
    }
  });

  witness('by default, in full, with cards, and in other orders', () => {
    const [plain, full, cards, downloads, likes, changed] = ask(
      ['models', { limit: 3 }],
      ['models', { limit: 3, full: true }],
      ['models', { cardData: true }],
      ['models', { sort: 'downloads', limit: 1500, expand: ['downloads'] }],
      ['datasets', { sort: 'likes', expand: ['likes'] }],
      ['models', { sort: 'last_modified', expand: ['lastModified'] }],
    ) as Row[][];
    const fieldsOf = (row: Row | undefined) => Object.keys(row ?? {});
    expect(fieldsOf(plain?.[0])).not.toContain('lastModified');
    expect(fieldsOf(full?.[0])).toContain('lastModified');
    expect(cards?.length).toBe(2500);
    expect(cards?.some(({ cardData }) => cardData !== undefined)).toBe(true);
    const falling = (rows: Row[] | undefined, field: string, all: Row[]): void => {
      const values = (rows ?? []).map((row) => row[field] as number | string);
      const best = all
        .map((row) => row[field] as number | string)
        .sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
      expect(values).toEqual(best.slice(0, values.length));
      expect(new Set(ids(rows)).size).toBe(values.length);
    };
    expect(downloads?.length).toBe(1500);
    falling(downloads, 'downloads', ours.models);
    falling(likes, 'likes', ours.datasets);
    falling(changed, 'lastModified', ours.models);
  });

  witness('renamed repos lead to where ours were led; others are missing', () => {
    expect(ours.renames.length).toBeGreaterThan(5);
    const answers = ask(
      ...ours.renames.map(
        ({ kind, name }): Question => [kind === 'models' ? 'model' : 'dataset', { repo_id: name }],
      ),
    );
    expect(ids(answers)).toEqual(ours.renames.map(({ current_id }) => current_id));
    const [open, known] = ask(
      ['refusal', { repo_id: 'no/such-repo' }],
      ['refusal', { repo_id: 'no/such-repo', token: 'hf_known' }],
    );
    expect(open).toMatchObject({ status: 401 });
    expect(known).toEqual({ error: 'RepositoryNotFoundError', status: 404 });
  });

  witness('one repo, asked for by name, and a file of another', () => {
    const wanted = ours.models.slice(0, 20);
    const answers = ask(...wanted.map(({ id }): Question => ['model', { repo_id: id }])) as Row[];
    for (const [index, row] of answers.entries()) {
      const { cardData: _, ...rest } = row;
      expect(rest).toEqual(wanted[index]);
    }
    const repo = 'simulated/hub-stats';
    const [files, first, second] = ask(
      ['files', { repo_id: repo }],
      ['download', { repo, path: 'models.parquet' }],
      ['download', { repo, path: 'datasets.parquet' }],
    );
    expect(files).toEqual(['models.parquet', 'datasets.parquet']);
    const digest = (name: string) =>
      createHash('sha256')
        .update(readFileSync(join(folder, 'dump', name)))
        .digest('hex');
    expect([first, second]).toEqual([digest('models.parquet'), digest('datasets.parquet')]);
  });
});
