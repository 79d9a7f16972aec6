import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import { startServer } from '../../src/simulate/serve/server.ts';

/** A Hub whose answers can be held back, and a folder for what is collected from it. */
export async function makeHeldHub() {
  const folder = mkdtempSync(join(tmpdir(), 'hfreuse-kill-'));
  const file = (name: string) => join(folder, `${name}.duckdb`);
  const catalogue = await makeSimulatedHub({ models: 1200, datasets: 300, seed: 3, cards: true });
  /** Requests that match are not answered: `meet` resolves when one comes. */
  let held: { pattern: RegExp; after: number; meet: () => void } | null = null;
  const hub = await startServer(catalogue, {
    quota: 1_000_000,
    faults: ({ url }) => {
      if (held === null || !held.pattern.test(url)) return null;
      held.after -= 1;
      if (held.after >= 0) return null;
      held.meet();
      return { kind: 'delay', waitMs: 20_000 };
    },
  });
  return {
    hub,
    folder,
    file,
    collect: (name: string, ...more: string[]): string[] => [
      'collect',
      '--all',
      ...['--endpoint', hub.url, '--snapshot', file(name), '--page-size', '50', '--resolve', '30'],
      ...more,
    ],
    /** Resolves when that many requests of a kind were answered and the next has come, which waits. */
    holdAfter: (pattern: RegExp, after: number): Promise<void> =>
      new Promise((meet) => {
        held = { pattern, after, meet };
      }),
    /** From here on every request is answered. */
    letGo: (): void => {
      held = null;
    },
    /** Everything in the folder that is named after a snapshot. */
    beside: (name: string): string[] => readdirSync(folder).filter((found) => found.startsWith(`${name}.`)),
    close: async (): Promise<void> => {
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
