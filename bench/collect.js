import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bin, measure } from './measure.js';

/** A simulated Hub on loopback. */
async function serve(args) {
  const child = spawn(process.execPath, [bin, 'simulate', '--serve', '--quiet', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface({ input: child.stdout })) return { url, stop: () => child.kill() };
  throw new Error('the simulated Hub did not start');
}

/** `collect` of everything, against the bare loop of the official client over the same listings. */
export async function benchCollect(models, folder, runs) {
  const snapshot = join(folder, 'crawl.duckdb');
  const hub = await serve([
    '--models',
    String(models),
    '--datasets',
    String(Math.round(models / 3)),
    '--seed',
    '1',
  ]);
  const before = () => {
    for (const path of [snapshot, `${snapshot}.wal`]) rmSync(path, { force: true });
  };
  const options = ['--all', '--resolve', 'none', '--endpoint', hub.url, '--snapshot', snapshot, '--quiet'];
  try {
    return await measure(
      [
        { name: 'collect --all', args: [bin, 'collect', ...options], before },
        { name: 'bare client loop', args: [join(import.meta.dirname, 'bare-client.js'), hub.url] },
      ],
      runs,
    );
  } finally {
    hub.stop();
  }
}
