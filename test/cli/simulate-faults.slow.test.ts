import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEndState } from '../faults/end-state.ts';
import { serveHub, spawnHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-simulate-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Collects everything from a served Hub, in processes of their own. */
async function collectFrom(name: string, options: readonly string[]): Promise<string> {
  const hub = await serveHub(['--models', '240', '--seed', '9', ...options]);
  const snapshot = join(folder, `${name}.duckdb`);
  try {
    const args = ['collect', '--all', '--page-size', '20', '--resolve', '20', '--quiet'];
    const run = await spawnHfreuse([...args, '--endpoint', hub.url, '--snapshot', snapshot]);
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  } finally {
    await hub.stop();
  }
  return snapshot;
}

describe('simulate --serve --faults', () => {
  it('disturbs about one request in ten', async () => {
    const hub = await serveHub(['--models', '30', '--faults', '4']);
    let disturbed = 0;
    for (let asked = 0; asked < 200; asked += 1) {
      const page = `${hub.url}/api/models?limit=1&expand=likes`;
      const answer = await fetch(page).then(
        async (response) => `${response.status} ${await response.text()}`,
        () => 'cut',
      );
      // Delays cannot be seen in an answer, nor a page that repeats nothing.
      if (!/^200 \[\{.*\}\]$/.test(answer)) disturbed += 1;
    }
    await hub.stop();
    expect(disturbed).toBeGreaterThan(6);
    expect(disturbed).toBeLessThan(40);
  });

  it('a collection from it is complete, and holds what one from the calm Hub holds', async () => {
    const calm = await readEndState(await collectFrom('calm', []));
    expect(calm.models).toHaveLength(240);
    expect(await readEndState(await collectFrom('disturbed', ['--faults', '7']))).toEqual(calm);
  });

  it('a download from it is whole, and gives what one from the calm Hub gives', async () => {
    const figures: string[] = [];
    for (const name of ['calm', 'disturbed']) {
      const dump = join(folder, `${name}-dump`);
      const faults = name === 'calm' ? [] : ['--faults', '3'];
      const hub = await serveHub(['--models', '600', '--dump', dump, ...faults]);
      const snapshot = join(folder, `${name}-import.duckdb`);
      const from = ['--from', 'simulated/hub-stats', '--endpoint', hub.url];
      expect(await spawnHfreuse(['import', ...from, '--snapshot', snapshot, '--quiet'])).toMatchObject({
        code: 0,
      });
      await hub.stop();
      const { stdout } = await spawnHfreuse([
        'report',
        '--snapshot',
        snapshot,
        '--format',
        'json',
        '--quiet',
      ]);
      const { rows } = JSON.parse(stdout) as { rows: object[] };
      figures.push(rows.map((row) => JSON.stringify(row)).join('\n'));
    }
    expect(figures[0]?.split('\n').length).toBeGreaterThan(20);
    expect(figures[1]).toBe(figures[0]);
  });
});
