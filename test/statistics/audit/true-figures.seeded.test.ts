import { expect, it } from 'vitest';
import { auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import { type Random, seededRandom } from '../../../src/statistics/random.ts';
import { seeds } from '../../support/tier.ts';
import { asPrinted, row } from './rows.ts';

/**
 * A number cut off after some digits, as text. Its own shortest text tells the digits: the binary value of -6.6 is a
 * little above it, and would be cut to -6.599, which the interval of a cut figure, open at -6.6, does not hold.
 */
function cut(value: number, digits: number): string {
  const shortest = String(value);
  const [whole = '0', fraction = ''] = (shortest.includes('e') ? value.toFixed(20) : shortest).split('.');
  return digits === 0 ? whole : `${whole}.${fraction.slice(0, digits).padEnd(digits, '0')}`;
}

/** The usual ways to print a number: R and pandas, Excel, C, tables of papers. */
const ways: ((value: number, digits: number) => string)[] = [
  (value) => String(value),
  (value) => String(Number(value.toPrecision(15))),
  (value) => value.toPrecision(17),
  (value) => value.toExponential(),
  (value, digits) => value.toFixed(digits),
  (value, digits) => value.toPrecision(1 + digits),
  cut,
];

function drawSample(random: Random): number[] {
  const low = random() < 0.3 ? -Math.floor(random() * 9) : 0;
  const spread = 10 ** (random() * 4);
  const n = 1 + Math.floor(random() ** 3 * 300);
  return Array.from({ length: n }, () => low + Math.floor(random() ** 4 * spread));
}

it.each(seeds(1, 12))('no true figure is accused, however it is printed (%s)', async (seed) => {
  const random = seededRandom(`true figures ${seed}`);
  for (const kind of ['sample', 'population'] as const) {
    const rows = Array.from({ length: 300 }, () => {
      const sample = drawSample(random);
      const n = sample.length;
      const mean = sample.reduce((sum, value) => sum + value, 0) / n;
      const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const sd = n === 1 ? 0 : Math.sqrt(squares / (kind === 'sample' ? n - 1 : n));
      const print = (value: number) => {
        const way = ways[Math.floor(random() * ways.length)] ?? String;
        return way(value, Math.floor(random() * 9));
      };
      return row(print(mean), random() < 0.1 ? '' : print(sd), n, {
        min: String(Math.min(...sample)),
        max: random() < 0.5 ? String(Math.max(...sample)) : '',
      });
    });
    for (const sd of [kind, 'either'] as const) {
      const audited = await auditRows(rows, { ...asPrinted, sd });
      const accused = audited.flatMap((found, place) =>
        found.verdict === 'impossible' ? [{ row: rows[place], reasons: found.reasons }] : [],
      );
      expect(accused).toEqual([]);
    }
  }
});
