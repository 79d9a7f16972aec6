import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { demo } from '../../src/commands/demo.ts';

it('a demo leaves a file alone that it did not make, and begins with nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hfreuse-no-demo-'));
  const file = join(folder, 'notes.txt');
  writeFileSync(file, 'mine');
  const events: unknown[] = [];
  await expect(demo(file, { onProgress: (event) => events.push(event) })).rejects.toMatchObject({
    exitCode: 2,
  });
  expect(events).toEqual([]);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toEqual(['notes.txt']);
  rmSync(folder, { recursive: true, force: true });
});
