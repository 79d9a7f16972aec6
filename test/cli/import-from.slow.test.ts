import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSimulatedDump } from '../../src/commands/simulate/generate.ts';
import { buildCatalogue } from '../../src/simulate/serve/catalogue.ts';
import { type DumpRepo, loadDumpRepo } from '../../src/simulate/serve/dump-repo.ts';
import type { OnFileRequest } from '../../src/simulate/serve/file-host.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { type Run, runHfreuse, serveHub, startHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-from-'));
const file = (name: string) => join(folder, name);
const token = 'hf_SecretSecretSecret';
let paths: { models: string; datasets: string };
let whole: number;

beforeAll(async () => {
  paths = await writeSimulatedDump(file('dump'), { models: 20_000, datasets: 4000, seed: 2, cards: true });
  whole = readFileSync(paths.models).byteLength + readFileSync(paths.datasets).byteLength;
  await runHfreuse([
    'import',
    '--snapshot',
    file('local.duckdb'),
    '--models',
    paths.models,
    '--datasets',
    paths.datasets,
  ]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serveWhile<T>(
  work: (hub: SimulatedHub, repo: DumpRepo) => Promise<T>,
  onRequest: OnFileRequest = () => ({}),
  files = [
    { path: 'README.md', file: paths.datasets },
    { path: 'models.parquet', file: paths.models },
    { path: 'datasets.parquet', file: paths.datasets },
  ],
): Promise<T> {
  const repo = await loadDumpRepo(files);
  const hub = await startServer(await buildCatalogue([]), { dump: repo, fileHost: onRequest, token });
  try {
    return await work(hub, repo);
  } finally {
    await hub.close();
  }
}

const args = (hub: SimulatedHub, name: string, ...more: string[]): string[] => [
  ...['import', '--from', 'simulated/hub-stats', '--endpoint', hub.url, '--snapshot', file(name)],
  ...more,
];
const importFrom = (hub: SimulatedHub, name: string, ...more: string[]): Promise<Run> =>
  runHfreuse(args(hub, name, ...more), { HF_TOKEN: token }, folder);

/** The rows of a report, a line each: not where they come from, which differs. */
const figures = async (name: string): Promise<string> => {
  const run = await runHfreuse(['report', '--snapshot', file(name), '--format', 'json', '--quiet']);
  const { rows } = JSON.parse(run.stdout) as { rows: object[] };
  return rows.map((row) => JSON.stringify(row)).join('\n');
};

const listLeft = (name: string): string[] => readdirSync(folder).filter((entry) => entry.startsWith(name));

describe('import --from', () => {
  it('gives what the same files give; the other host never sees the token', async () => {
    const seen: (string | undefined)[] = [];
    await serveWhile(
      async (hub, repo) => {
        const run = await importFrom(hub, 'from.duckdb', '--debug');
        expect(run).toMatchObject({ code: 0, stdout: '' });
        expect(run.stderr).not.toContain(token);
        expect(listLeft('from')).toEqual(['from.duckdb']);
        const report = JSON.parse(
          (await runHfreuse(['report', '--snapshot', file('from.duckdb'), '--format', 'json'])).stdout,
        );
        expect(report.snapshot).toMatchObject({ endpoint: hub.url, source: 'dump' });
        expect(report.warnings[0]).toContain(`a dump of simulated/hub-stats@${repo.commit}, not a crawl`);
      },
      ({ headers }) => {
        seen.push(headers.authorization);
        return {};
      },
    );
    expect(seen).toEqual([undefined, undefined]);
    expect(await figures('from.duckdb')).toBe(await figures('local.duckdb'));
    expect((await figures('local.duckdb')).split('\n').length).toBeGreaterThan(20);
  });

  it.each([
    ['SIGKILL', null],
    ['SIGINT', 130],
  ] as const)('stopped by %s goes on where it stopped, by ranges', async (signal, code) => {
    const name = `stopped-${signal}.duckdb`;
    const ranges: (string | undefined)[] = [];
    await serveWhile(
      async (hub) => {
        const child = startHfreuse(args(hub, name), { HF_TOKEN: token }, folder);
        const ended = waitForEnd(child);
        const part = join(file(`${name}.download`), 'models-0.parquet.part');
        while (!existsSync(part) || readFileSync(part).byteLength < 200_000) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        child.kill(signal);
        expect((await ended).code).toBe(code);
        expect(existsSync(file(name))).toBe(false);
        const kept = readFileSync(part).byteLength;
        const again = await importFrom(hub, name);
        expect(again.code).toBe(0);
        expect(ranges).toEqual([
          undefined,
          `bytes=${kept}-${readFileSync(paths.models).byteLength - 1}`,
          undefined,
        ]);
        expect(kept).toBeLessThan(whole);
      },
      ({ number, headers }) => {
        ranges.push(headers.range);
        return number === 0 ? { pauseMs: 60 } : {};
      },
    );
    expect(listLeft(name)).toEqual([name]);
    expect(await figures(name)).toBe(await figures('local.duckdb'));
  });

  it('is refused while another import downloads for the same snapshot', async () => {
    await serveWhile(
      async (hub) => {
        const first = startHfreuse(args(hub, 'twice.duckdb'), { HF_TOKEN: token }, folder);
        const ended = waitForEnd(first);
        while (!existsSync(join(file('twice.duckdb.download'), 'models-0.parquet.part'))) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        const second = await importFrom(hub, 'twice.duckdb');
        expect(second.code).toBe(1);
        expect(second.stderr).toContain(
          `twice.duckdb.download is held by another program: process ${first.pid}`,
        );
        expect((await ended).code).toBe(0);
      },
      () => ({ pauseMs: 60 }),
    );
    expect(await figures('twice.duckdb')).toBe(await figures('local.duckdb'));
  });

  it('begins again with another repo, and leaves a folder alone that it did not make', async () => {
    await serveWhile(async (hub) => {
      mkdirSync(file('other.duckdb.download'));
      const source = { endpoint: hub.url, asked: 'a/b@main', repo: 'a/b', commit: '0'.repeat(40) };
      writeFileSync(join(file('other.duckdb.download'), 'source.json'), JSON.stringify(source));
      writeFileSync(join(file('other.duckdb.download'), 'models-0.parquet.part'), 'of another repo');
      expect((await importFrom(hub, 'other.duckdb')).code).toBe(0);
      mkdirSync(file('mine.duckdb.download'));
      writeFileSync(join(file('mine.duckdb.download'), 'mine.txt'), 'mine');
      const run = await importFrom(hub, 'mine.duckdb');
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(/mine\.duckdb\.download is in the way/);
      expect(readdirSync(file('mine.duckdb.download'))).toEqual(['mine.txt']);
    });
  });

  it('fetches anew what has the right size and other bytes than the Hub names', async () => {
    await serveWhile(async (hub, repo) => {
      const download = file('wrong.duckdb.download');
      mkdirSync(download);
      const source = { endpoint: hub.url, asked: `${repo.id}@main`, repo: repo.id, commit: repo.commit };
      writeFileSync(join(download, 'source.json'), JSON.stringify(source));
      writeFileSync(join(download, 'models-0.parquet'), Buffer.alloc(readFileSync(paths.models).byteLength));
      expect(await importFrom(hub, 'wrong.duckdb')).toMatchObject({ code: 0, stdout: '' });
    });
    expect(await figures('wrong.duckdb')).toBe(await figures('local.duckdb'));
  });

  it('fetches anew with --restart what the Hub names no SHA-256 of', async () => {
    const right = readFileSync(paths.models);
    const answers: Record<string, unknown> = {
      '/api/datasets/a/b/revision/main': { _id: 'x', id: 'a/b', sha: '1'.repeat(40) },
      [`/api/datasets/a/b/tree/${'1'.repeat(40)}`]: [
        { type: 'file', path: 'models.parquet', size: right.byteLength, oid: '2'.repeat(40) },
      ],
    };
    let body = Buffer.alloc(right.byteLength, 'PAR1');
    const server = createServer((request, response) => {
      const answer = answers[new URL(request.url ?? '', 'http://host').pathname];
      response.end(answer === undefined ? body : JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const asked = ['import', '--from', 'a/b', '--models', 'models.parquet', '--endpoint', endpoint];
    const run = (...more: string[]): Promise<Run> =>
      runHfreuse([...asked, '--snapshot', file('plain.duckdb'), ...more], {}, folder);
    try {
      expect((await run()).stderr).toMatch(/models-0\.parquet cannot be read.*--restart downloads it again/);
      body = right;
      expect((await run()).code).toBe(1);
      expect(await run('--restart')).toMatchObject({ code: 0, stdout: '' });
    } finally {
      server.close();
    }
  });

  it('names the choices where the repo has several tables, and takes those that are named', async () => {
    const files = [
      { path: '2024/models.parquet', file: paths.models },
      { path: '2025/models.parquet', file: paths.models },
      { path: '2025/datasets.parquet', file: paths.datasets },
    ];
    await serveWhile(
      async (hub) => {
        const unclear = await importFrom(hub, 'choice.duckdb');
        expect(unclear).toMatchObject({ code: 1, stdout: '' });
        expect(unclear.stderr).toMatch(
          /several tables of models; name one of 2024\/models\.parquet, 2025\/models\.parquet.*--models/,
        );
        expect(listLeft('choice')).toEqual([]);
        const absent = await importFrom(hub, 'choice.duckdb', '--models', '2023');
        expect(absent.stderr).toMatch(/there is no 2023; choose from 2024\/models\.parquet/);
        const named = ['--models', '2025/models.parquet', '--datasets', '2025/datasets.parquet'];
        expect((await importFrom(hub, 'choice.duckdb', ...named)).code).toBe(0);
        expect(await figures('choice.duckdb')).toBe(await figures('local.duckdb'));
        const models = await importFrom(hub, 'models.duckdb', '--models', '2024/');
        expect(models.code).toBe(0);
        expect(models.stderr).toContain('datasets: none read');
      },
      undefined,
      files,
    );
  });

  it('fails in one line where there is no such repo, revision, or Hub', async () => {
    await serveWhile(async (hub) => {
      const runs = [
        await runHfreuse(
          args(hub, 'no.duckdb').map((arg) => (arg.startsWith('simulated') ? 'simulated/none' : arg)),
          { HF_TOKEN: token },
        ),
        await runHfreuse(
          args(hub, 'no.duckdb').map((arg) => (arg.startsWith('simulated') ? `${arg}@v9` : arg)),
          { HF_TOKEN: token },
        ),
        await runHfreuse([
          'import',
          '--from',
          'a/b',
          '--endpoint',
          'http://127.0.0.1:9',
          '--retries',
          '0',
          '--snapshot',
          file('no.duckdb'),
        ]),
      ];
      for (const run of runs) {
        expect(run).toMatchObject({ code: 1, stdout: '' });
        expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
        expect(run.stderr).not.toContain(token);
      }
      expect(runs.map(({ stderr }) => /404/.test(stderr))).toEqual([true, true, false]);
    });
    expect(listLeft('no.duckdb')).toEqual([]);
  });

  it('takes one commit by its name', async () => {
    await serveWhile(async (hub, repo) => {
      const run = await runHfreuse(
        args(hub, 'commit.duckdb').map((arg) =>
          arg.startsWith('simulated') ? `${arg}@${repo.commit}` : arg,
        ),
      );
      expect(run.code).toBe(0);
    });
  });

  it('reads what simulate --serve --dump serves', async () => {
    const served = await serveHub(['--models', '500', '--dump', file('served')]);
    try {
      const run = await runHfreuse([
        'import',
        '--from',
        'simulated/hub-stats',
        '--endpoint',
        served.url,
        '--snapshot',
        file('served.duckdb'),
      ]);
      expect(run.code).toBe(0);
      expect(run.stderr).toContain('models: 500 rows');
    } finally {
      await served.stop();
    }
    expect(readdirSync(file('served')).sort()).toEqual(['datasets.parquet', 'models.parquet']);
  });
});
