import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import equivalent from './equivalent.json' with { type: 'json' };

const root = join(import.meta.dirname, '..', '..');

it('every mutant that is called equivalent is one of a line that there is', () => {
  expect(equivalent.length).toBeGreaterThan(20);
  const stale = equivalent.filter(({ file, line, was, becomes }) => {
    const source = readFileSync(join(root, file), 'utf8');
    const begins = was.split('\n')[0] ?? '';
    const isThere = source.split('\n').some((one) => one.trim() === line) && source.includes(was);
    return !isThere || !line.includes(begins) || was === becomes;
  });
  expect(stale).toEqual([]);
});

it('each has its reason', () => {
  expect(equivalent.filter(({ because }) => because.trim().length < 10)).toEqual([]);
});
