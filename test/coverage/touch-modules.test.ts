import { describe, expect, it } from 'vitest';
import { listUntouched, readSources } from '../support/touch-modules.ts';

describe('the modules that a run of tests leaves untouched', () => {
  const sources = new Map([
    ['bin.ts', 'start();'],
    [
      'graph/kinds.ts',
      `import type { A } from './a.ts';\n/** Two. */\nexport interface Kinds {\n  one: A;\n}\nexport type B = 1;\n`,
    ],
    ['graph/lonely.ts', 'export const lonely = 1;'],
    ['graph/seen.ts', 'export const seen = 1;'],
    ['graph/again.ts', `export * from './seen.ts';`],
  ]);

  it('are those that hold more than types, and were not loaded', () => {
    expect(listUntouched(sources, new Set(['graph/seen.ts']))).toEqual(['graph/lonely.ts', 'graph/again.ts']);
    expect(listUntouched(sources, new Set(sources.keys()))).toEqual([]);
  });

  it('are nearly all of a room where nothing is loaded', () => {
    const room = new Map([...readSources()].filter(([file]) => file.startsWith('hub/')));
    const untouched = listUntouched(room, new Set());
    expect(untouched).toContain('hub/request/client.ts');
    expect(untouched).not.toContain('hub/listing/records.ts');
    expect(untouched.length).toBeGreaterThan(0.8 * room.size);
  });
});
