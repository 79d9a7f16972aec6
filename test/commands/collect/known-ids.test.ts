import { expect, it } from 'vitest';
import { KnownIds } from '../../../src/commands/collect/known-ids.ts';

const idOf = (n: number): string => Math.imul(n, 2_654_435_761).toString(16).padStart(24, '6');

it('200,000 ids are each new once', () => {
  const known = new KnownIds();
  for (let n = 0; n < 200_000; n += 1) expect(known.add(idOf(n))).toBe(true);
  for (let n = 0; n < 200_000; n += 1) expect(known.add(idOf(n))).toBe(false);
  expect(known.size).toBe(200_000);
});

it('odd texts are distinguished', () => {
  const known = new KnownIds();
  const texts = ['', ' ', 'a', 'b', 'ab', 'ba', '\u0000', 'é', '🤗', 'a'.repeat(1000)];
  expect(texts.map((text) => known.add(text))).toEqual(texts.map(() => true));
  expect(texts.map((text) => known.add(text))).toEqual(texts.map(() => false));
});
