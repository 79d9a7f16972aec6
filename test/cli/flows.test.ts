import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

let folder: string;
let snapshot: string[];

const flows = (...args: string[]) => runHfreuse(['flows', ...args, ...snapshot]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-flows-'));
  const file = join(folder, 'hub.duckdb');
  snapshot = ['--snapshot', file];
  await copySimulated(file, { models: 3000 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('flows', () => {
  it.each(['datasets', 'models'])('%s: the documented keys', async (kind) => {
    const { stdout, stderr, code } = await flows(kind, '--format', 'json');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ schemaVersion: 1, kind, request: { kind, modalities: null } });
    expect(Object.keys(document.rows[0])).toEqual(['from', 'to', 'uses', 'shareOfTo']);
    expect(Object.keys(document.tasks[0])).toEqual(
      'task uses own imported outside ownShare sources effectiveSources'.split(' '),
    );
    expect((await flows(kind, '--format', 'json')).stdout).toBe(stdout);
  });

  it('the uses of models are the edges of their lineages', async () => {
    const { total } = JSON.parse((await flows('models', '--format', 'json')).stdout);
    const lineage = await runHfreuse(['lineage', '--format', 'json', ...snapshot]);
    expect(total).toBe(JSON.parse(lineage.stdout).edges);
  });

  it('CSV has a line for each pair of tasks, a table the tasks and the greatest flows', async () => {
    const { stdout } = await flows('datasets', '--format', 'csv');
    expect(stdout).toMatch(/^snapshot_date,endpoint,protocol,request,from,to,uses,share_of_to\r\n/);
    const table = (await flows('datasets', '--modality', 'nlp')).stdout;
    expect(table).toContain('The greatest flows from one task to another');
  });
});

it.each([
  [['owners'], 'flows does not take "owners"; choose from datasets, models'],
  [['models', '--modality', 'smell'], '--modality: there is no modality "smell"'],
])('flows %j: exit 2, one line', async (args, words) => {
  const run = await flows(...args);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(words);
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
});
