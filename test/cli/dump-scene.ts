import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSimulatedDump } from '../../src/commands/simulate/generate.ts';
import { buildCatalogue } from '../../src/simulate/serve/catalogue.ts';
import { type DumpRepo, loadDumpRepo } from '../../src/simulate/serve/dump-repo.ts';
import type { OnFileRequest } from '../../src/simulate/serve/file-host.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { type Run, runHfreuse } from './run-hfreuse.ts';

/** The Hub's files of a dump are given to those alone that have it. */
export const token = 'hf_SecretSecretSecret';

/** A folder with a dump, and `local.duckdb` that was imported from its files. */
export async function makeDumpScene() {
  const folder = mkdtempSync(join(tmpdir(), 'hfreuse-from-'));
  const file = (name: string) => join(folder, name);
  const size = { models: 20_000, datasets: 4000, seed: 2, cards: true };
  const paths = await writeSimulatedDump(file('dump'), size);
  const local = ['--models', paths.models, '--datasets', paths.datasets];
  await runHfreuse(['import', '--snapshot', file('local.duckdb'), ...local]);

  const args = (hub: SimulatedHub, name: string, ...more: string[]): string[] => [
    ...['import', '--from', 'simulated/hub-stats', '--endpoint', hub.url, '--snapshot', file(name)],
    ...more,
  ];
  return {
    folder,
    file,
    paths,
    args,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    importFrom: (hub: SimulatedHub, name: string, ...more: string[]): Promise<Run> =>
      runHfreuse(args(hub, name, ...more), { HF_TOKEN: token }, folder),
    /** The rows of a report, a line each: not where they come from, which differs. */
    figures: async (name: string): Promise<string> => {
      const run = await runHfreuse(['report', '--snapshot', file(name), '--format', 'json', '--quiet']);
      const { rows } = JSON.parse(run.stdout) as { rows: object[] };
      return rows.map((row) => JSON.stringify(row)).join('\n');
    },
    listLeft: (name: string): string[] => readdirSync(folder).filter((entry) => entry.startsWith(name)),
    serveWhile: async <T>(
      work: (hub: SimulatedHub, repo: DumpRepo) => Promise<T>,
      onRequest: OnFileRequest = () => ({}),
      files = [
        { path: 'README.md', file: paths.datasets },
        { path: 'models.parquet', file: paths.models },
        { path: 'datasets.parquet', file: paths.datasets },
      ],
    ): Promise<T> => {
      const repo = await loadDumpRepo(files);
      const hub = await startServer(await buildCatalogue([]), { dump: repo, fileHost: onRequest, token });
      try {
        return await work(hub, repo);
      } finally {
        await hub.close();
      }
    },
  };
}
