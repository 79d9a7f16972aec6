import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

// The table of the design: what each room may import besides its own files. Types may cross any wall.
const rooms: Record<string, { packages: string[]; node: string[]; floor: string[] }> = {
  hub: {
    packages: ['@huggingface/hub', 'p-limit', 'zod', 'undici'],
    node: ['node:fs/promises', 'node:path', 'node:os'],
    floor: ['errors.ts', 'io.ts'],
  },
  snapshot: {
    packages: ['@duckdb/node-api'],
    node: ['node:fs', 'node:fs/promises', 'node:path'],
    floor: ['errors.ts', 'io.ts'],
  },
  graph: { packages: [], node: [], floor: [] },
  statistics: { packages: ['simple-statistics'], node: [], floor: [] },
  study: { packages: ['@huggingface/tasks'], node: [], floor: [] },
  render: {
    packages: ['cli-table3', 'csv-stringify', 'csv-stringify/sync', 'markdown-table'],
    node: [],
    floor: [],
  },
  simulate: {
    packages: [],
    node: [
      'node:http',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:zlib',
      'node:crypto',
      'node:readline',
      'node:timers/promises',
    ],
    floor: ['errors.ts', 'io.ts'],
  },
  progress: { packages: ['ora'], node: [], floor: ['io.ts'] },
};

const src = join(import.meta.dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(sep).join('/'))
  .sort();

/** The modules that a file imports when it runs: `import type` leaves no trace. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  const dynamic = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [...statements, ...dynamic].flatMap((match) => match[1] ?? []);
}

function crossings(file: string): string[] {
  const room = file.split('/')[0] ?? '';
  const rules = rooms[room];
  return importsOf(file).filter((target) => {
    if (rules === undefined)
      return !target.startsWith('.') && room !== 'commands' && file !== 'cli.ts' && file !== 'io.ts';
    if (target.startsWith('node:')) return !rules.node.includes(target);
    if (!target.startsWith('.')) return !rules.packages.includes(target);
    const path = relative(src, join(src, file, '..', target))
      .split(sep)
      .join('/');
    return !path.startsWith(`${room}/`) && !rules.floor.includes(path);
  });
}

describe('the walls between the rooms', () => {
  it.each(files)('%s crosses none', (file) => {
    expect(crossings(file)).toEqual([]);
  });

  it('commander appears in cli.ts only', () => {
    expect(files.filter((file) => importsOf(file).includes('commander'))).toEqual(['cli.ts']);
  });

  it('no file is longer than 250 lines', () => {
    const long = files.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 251);
    expect(long).toEqual([]);
  });
});
