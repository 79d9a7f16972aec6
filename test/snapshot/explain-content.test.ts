import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSnapshot } from '../../src/commands/open-snapshot.ts';
import { explainContent } from '../../src/snapshot/read/explain-content.ts';
import { copySimulated } from '../support/simulated.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-explain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('blames no value of a sound snapshot for a fault of the program', async () => {
  const path = join(folder, 'sound.duckdb');
  await copySimulated(path, { models: 3000 });
  const snapshot = await openSnapshot(path);
  try {
    const fault = new Error('a mistake in a statement');
    expect(await explainContent(snapshot, fault)).toBe(fault);
  } finally {
    snapshot.close();
  }
});
