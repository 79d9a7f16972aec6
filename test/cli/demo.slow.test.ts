import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-demo-test-'));
const file = join(folder, 'demo.duckdb');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('prints MADE-UP DATA, keeps its snapshot, and names three commands that work', async () => {
  const run = await runHfreuse(['demo'], {}, folder);
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/^MADE-UP DATA/);
  const commands = [...run.stderr.matchAll(/^ {2}hfreuse (.*)$/gm)].map((match) => match[1] ?? '');
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    expect((await runHfreuse(command.split(' '), {}, folder)).code, command).toBe(0);
  }
  const csv = await runHfreuse(['report', '--snapshot', file, '--format', 'csv', '--task', 'fill-mask']);
  expect(csv.stdout.split('\r\n')[1]).toContain('simulation:models=30000');
});

it('replaces its own snapshot, and no other file', async () => {
  const first = readFileSync(file);
  writeFileSync(file, 'not a snapshot');
  expect(await runHfreuse(['demo'], {}, folder)).toMatchObject({ code: 2, stdout: '' });
  expect(readFileSync(file, 'utf8')).toBe('not a snapshot');
  writeFileSync(file, first);
  expect((await runHfreuse(['demo', '--quiet'], {}, folder)).code).toBe(0);
});
