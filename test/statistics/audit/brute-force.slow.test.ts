import { describe, expect, it } from 'vitest';
import { auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import {
  isDeviation,
  isMean,
  type Moments,
  momentsOf,
  printedDeviations,
  printedMeans,
  toText,
} from './printed.ts';
import { asPrinted, row } from './rows.ts';

const sizes = [2, 3, 4, 5, 6, 7, 8];

describe('every sample of up to 8 whole numbers from 0 to 6, printed with 1 to 4 digits', () => {
  it.each(sizes)(
    'is possible as n = %i: rounded as rounded, cut off as cut off, both as either',
    async (n) => {
      const printed = { round: new Set<string>(), truncate: new Set<string>() };
      for (const moments of momentsOf(n, 6, 48)) {
        for (const digits of [1, 2, 3, 4]) {
          const mean = printedMeans(moments, digits);
          const sd = printedDeviations(moments, digits);
          printed.truncate.add(`${toText(mean.cut, digits)} ${toText(sd.cut, digits)}`);
          for (const m of mean.rounded) {
            for (const s of sd.rounded) printed.round.add(`${toText(m, digits)} ${toText(s, digits)}`);
          }
        }
      }
      const rows = (texts: Iterable<string>, max: string) =>
        Array.from(texts, (text) => {
          const [mean = '', sd = ''] = text.split(' ');
          return row(mean, sd, n, { max });
        });
      for (const rounding of ['round', 'truncate'] as const) {
        for (const max of ['', '6']) {
          for (const mode of [rounding, 'either'] as const) {
            const audited = await auditRows(rows(printed[rounding], max), { ...asPrinted, rounding: mode });
            expect(audited.filter(({ verdict }) => verdict !== 'possible')).toEqual([]);
          }
        }
      }
    },
  );
});

describe('every printed pair within reach', () => {
  // A mean of at most 2 and no bound: every sample has a sum of at most 2n + 1, so that all can be listed.
  const cases = [2, 3, 4, 5, 6].flatMap((n) => [1, 2].map((digits) => ({ n, digits })));
  it.each([...cases, { n: 8, digits: 1 }])(
    'is impossible unless a sample gives it: $n numbers, $digits digits',
    async ({ n, digits }) => {
      const most = 2n;
      const unit = 10n ** BigInt(digits);
      const samples = momentsOf(n, 2 * n + n, 2 * n + n);
      const pairs: [bigint, bigint][] = [];
      for (let mean = 0n; mean <= most * unit; mean += 1n) {
        for (let sd = 0n; sd <= mean * 3n + 2n; sd += 1n) pairs.push([mean, sd]);
      }
      for (const rounding of ['round', 'truncate', 'either'] as const) {
        const rows = pairs.map(([mean, sd]) => row(toText(mean, digits), toText(sd, digits), n));
        const audited = await auditRows(rows, { ...asPrinted, rounding });
        const ofMean = new Map<bigint, Moments[]>();
        const wrong = audited.filter(({ verdict }, index) => {
          const [mean = 0n, sd = 0n] = pairs[index] ?? [];
          const close =
            ofMean.get(mean) ?? samples.filter((sample) => isMean(sample, mean, digits, rounding));
          ofMean.set(mean, close);
          const given = close.some((sample) => isDeviation(sample, sd, digits, { rounding, lost: 1n }));
          return (verdict === 'possible') !== given;
        });
        expect(wrong).toEqual([]);
      }
    },
  );
});
