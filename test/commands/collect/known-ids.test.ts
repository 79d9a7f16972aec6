import { expect, it } from 'vitest';
import { KnownIds } from '../../../src/commands/collect/known-ids.ts';

const idOf = (n: number): string => Math.imul(n, 2_654_435_761).toString(16).padStart(24, '6');

it('200,000 ids are each new once', () => {
  const known = new KnownIds();
  const numbers = Array.from({ length: 200_000 }, (_, n) => n);
  expect(numbers.filter((n) => !known.add(idOf(n)))).toEqual([]);
  expect(numbers.filter((n) => known.add(idOf(n)))).toEqual([]);
  expect(known.size).toBe(200_000);
});

it('odd texts are distinguished', () => {
  const known = new KnownIds();
  const texts = ['', ' ', 'a', 'b', 'ab', 'ba', '\u0000', 'é', '🤗', 'a'.repeat(1000)];
  expect(texts.map((text) => known.add(text))).toEqual(texts.map(() => true));
  expect(texts.map((text) => known.add(text))).toEqual(texts.map(() => false));
});
