import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repo } from '../../hub/fake-hub.ts';
import { seeded } from '../../hub/virtual-io.ts';
import { runHfreuse } from '../../support/run.ts';

type Repo = ReturnType<typeof repo>;

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-evolve-'));
const tasks = ['fill-mask', 'text-generation', 'translation'];
/** Tasks that are not collected, but for the last two. */
const elsewhere = ['image-to-image', 'robotics', 'translation', 'task_categories:fill-mask'];
let server: Server;
let hub: { models: Repo[]; datasets: Repo[] };
/** Names of today by those of once. */
let renames: Map<string, string>;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const [, kind = '', name] =
      /^\/api\/(models|datasets)(?:\/(.+)\/revision\/HEAD)?$/.exec(url.pathname) ?? [];
    const repos = hub[kind as 'models' | 'datasets'];
    if (name !== undefined) {
      const today = (renames.get(name.toLowerCase()) ?? name).toLowerCase();
      const found = repos.find(
        ({ id, private: hidden }) => String(id).toLowerCase() === today && hidden !== true,
      );
      response.statusCode = found === undefined ? 401 : 200;
      return response.end(JSON.stringify(found ?? { error: 'Invalid username or password.' }));
    }
    const sort = url.searchParams.get('sort') === 'lastModified' ? 'lastModified' : 'createdAt';
    const task = url.searchParams.get('pipeline_tag') ?? url.searchParams.get('filter');
    const listed = repos.filter(
      (item) => task === null || item.pipeline_tag === task || (item.tags as string[]).includes(task),
    );
    return response.end(
      JSON.stringify(listed.sort((a, b) => String(b[sort]).localeCompare(String(a[sort])))),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function collect(name: string, ...more: string[]): Promise<void> {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const args = ['collect', '--endpoint', endpoint, '--snapshot', join(folder, name), '--resolve', 'all'];
  const { code, stderr } = await runHfreuse([...args, ...more]);
  expect(`${code} ${stderr}`).toMatch(/^0 /);
}

/** All that a snapshot says, without its dates. */
async function figures(name: string): Promise<unknown> {
  const of = ['--snapshot', join(folder, name), '--format', 'json'];
  const { rows } = JSON.parse((await runHfreuse(['report', ...of])).stdout);
  const {
    models,
    datasets,
    references,
    streams,
    private: hidden,
    finished,
  } = JSON.parse((await runHfreuse(['status', ...of])).stdout);
  const listed = streams.map(({ kind, task, rows: n }: Record<string, unknown>) => [kind, task, n]);
  return { rows, models, datasets, references, hidden, finished, listed };
}

/**
 * One small Hub, and its changes: all of them with a new date.
 * @param deletes whether repos are deleted, and leave their tasks, too
 */
function evolve(random: () => number, deletes: boolean) {
  const draw = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  let number = 0;
  const old = (): string => new Date(Date.now() - (10 + 90 * random()) * 86_400_000).toISOString();
  const names = (kind: string): string =>
    draw([`${kind}-${Math.floor(random() * 8)}`, `owner/${kind}-${Math.floor(random() * 12)}`]);
  const tags = (): string[] => [
    `dataset:${names('data')}`,
    `base_model:finetune:${names('model')}`,
    `dataset:${names('data')}`,
  ];
  const model = (): Repo => {
    const moment = old();
    return repo(++number, {
      id: `owner/model-${number}`,
      pipeline_tag: draw(tasks),
      tags: tags(),
      createdAt: moment,
      lastModified: moment,
    });
  };
  const dataset = (): Repo => {
    const moment = old();
    const task = `task_categories:${draw(tasks)}`;
    return repo(++number + 500, {
      id: `owner/data-${number}`,
      tags: [task],
      createdAt: moment,
      lastModified: moment,
    });
  };
  const changed = (item: Repo, more: object): void => {
    Object.assign(item, more, { lastModified: new Date(Date.now() + 1000).toISOString() });
  };
  const step = (): void => {
    const kind = draw(['models', 'datasets'] as const);
    const item = draw(hub[kind]);
    if (item === undefined) return;
    const made = kind === 'models' ? model() : dataset();
    draw([
      () =>
        hub[kind].push({
          ...made,
          createdAt: new Date().toISOString(),
          lastModified: new Date().toISOString(),
        }),
      () => kind === 'models' && changed(item, { tags: tags() }),
      () => changed(item, { private: item.private !== true }),
      () => {
        const name = `owner/${kind === 'models' ? 'model' : 'data'}-new-${++number}`;
        renames.set(String(item.id).toLowerCase(), name);
        changed(item, { id: name });
      },
      () => renames.set(names(kind === 'models' ? 'model' : 'data'), String(item.id)),
      () => renames.clear(),
      ...(deletes
        ? [
            () => hub[kind].splice(hub[kind].indexOf(item), 1),
            () => hub[kind].splice(hub[kind].indexOf(item), 1),
            () =>
              changed(
                item,
                kind === 'models' ? { pipeline_tag: draw(elsewhere) } : { tags: [draw(elsewhere)] },
              ),
          ]
        : []),
    ])();
  };
  hub = { models: Array.from({ length: 12 }, model), datasets: Array.from({ length: 8 }, dataset) };
  renames = new Map([
    ['data-1', String(hub.datasets[0]?.id)],
    ['model-2', String(hub.models[1]?.id)],
  ]);
  return step;
}

async function compare(seed: number, deletes: boolean): Promise<void> {
  const random = seeded(seed);
  const step = evolve(random, deletes);
  const scope = seed % 2 === 0 ? ['--all'] : tasks.flatMap((task) => ['--task', task]);
  const [name, more] = deletes ? [`deleted-${seed}`, ['--check-deleted']] : [`updated-${seed}`, []];
  await collect(name, ...scope);
  for (let round = 0; round < 2; round += 1) {
    for (let steps = 0; steps < 8; steps += 1) step();
    await collect(name, ...scope, '--update', ...more);
    await collect(`${name}-fresh-${round}`, ...scope);
    expect(await figures(name)).toEqual(await figures(`${name}-fresh-${round}`));
  }
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
it.each(seeds)('an update is what a fresh collection is: evolution %i', (seed) => compare(seed, false));
it.each([...seeds, 9, 10, 11, 12])('with --check-deleted, deletions too: evolution %i', (seed) =>
  compare(seed + 100, true),
);
