import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Each file of the bundle: the modules in it, and the files and modules of Node that it loads at once. */
const contents: Record<string, { modules: string[]; imports: string[] }> = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'dist', 'contents.json'), 'utf8'),
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

  it.each(['node:crypto', 'node:v8', 'node:child_process', 'node:http'])('does not load %s', (name) => {
    expect([...files]).not.toContain(name);
  });
});
