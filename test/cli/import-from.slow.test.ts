import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDumpScene, token } from './dump-scene.ts';
import { runHfreuse, serveHub } from './run-hfreuse.ts';

const { file, paths, args, importFrom, figures, listLeft, serveWhile, remove } = await makeDumpScene();
afterAll(remove);

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
