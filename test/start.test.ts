import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Each file of the bundle: the modules in it, and the files and modules of Node that it loads at once. */
const contents: Record<string, { modules: string[]; imports: string[] }> = JSON.parse(
  readFileSync(join(root, 'dist', 'contents.json'), 'utf8'),
);

describe('what every command loads before it does anything', () => {
  const files = new Set(['bin.js']);
  for (const file of files) for (const imported of contents[file]?.imports ?? []) files.add(imported);
  const modules = [...files].flatMap((file) => contents[file]?.modules ?? []);

  it('is the command line', () => {
    expect(modules).toContain('src/bin.ts');
    expect(modules).toContain('src/cli/program.ts');
    expect([...files]).toContain('node:fs');
  });

  it.each([
    'src/graph/',
    'src/hub/',
    'src/snapshot/',
    'src/simulate/',
    'src/documents/codebook.ts',
    'src/statistics/figures.ts',
    'simple-statistics',
    'cli-table3',
    'zod',
    '@duckdb',
    '@bomb.sh/tab',
  ])('holds nothing of %s, which the bundle has elsewhere', (part) => {
    const found = Object.values(contents).flatMap((file) =>
      file.modules.filter((name) => name.includes(part)),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(modules.filter((name) => name.includes(part))).toEqual([]);
  });

  it('loads none of the modules of Node that take milliseconds, but what commander does', () => {
    const list = 'process.on("exit", () => console.error(JSON.stringify(process.moduleLoadList)))';
    const bin = join(root, 'bin', 'hfreuse.js');
    const run = spawnSync(process.execPath, ['--import', `data:text/javascript,${list}`, bin, '--version'], {
      encoding: 'utf8',
    });
    const loaded: string[] = JSON.parse(run.stderr);
    expect(loaded).toContain('NativeModule child_process');
    const slow = ['crypto', 'v8', 'http', 'https', 'tls', 'worker_threads'];
    expect(slow.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([]);
  });
});
