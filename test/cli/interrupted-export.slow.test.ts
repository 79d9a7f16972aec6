import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHfreuse, startHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-interrupted-export-'));
const snapshot = join(folder, 'hub.duckdb');

beforeAll(async () => {
  await runHfreuse(['simulate', '--models', '200000', '--seed', '2', '--snapshot', snapshot]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Waits until a process has something of its own in a folder, which it keeps there only while it writes. */
async function waitForPart(place: string, child: { pid?: number | undefined; exitCode: number | null }) {
  while (!(existsSync(place) && readdirSync(place).some((name) => name.includes(`.${child.pid}-`)))) {
    expect(child.exitCode).toBeNull();
    await wait(2);
  }
}

it.each(
  ['parquet', 'csv', 'graphml', 'gexf'].flatMap((format) =>
    (['SIGINT', 'SIGTERM'] as const).map((signal) => ({ format, signal })),
  ),
)('$signal ends export --format $format with 130, and takes away what it made', async (given) => {
  const { format, signal } = given;
  for (const isThere of [false, true]) {
    const made = join(folder, `${format}-${signal}-${isThere}`);
    const to = join(made, 'deep');
    if (isThere) mkdirSync(made);
    const child = startHfreuse(['export', snapshot, '--format', format, '--to', to]);
    const run = waitForEnd(child);
    await waitForPart(['parquet', 'csv'].includes(format) ? to : dirname(to), child);
    child.kill(signal);
    expect(await run).toEqual({ code: 130, stdout: '', stderr: 'interrupted; nothing was written\n' });
    expect(existsSync(made) ? readdirSync(made) : null).toEqual(isThere ? [] : null);
  }
});
