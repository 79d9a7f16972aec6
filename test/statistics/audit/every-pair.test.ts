import { describe, expect, it } from 'vitest';
import { auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import { isDeviation, isMean, momentsOf, type Printed, toText } from './printed.ts';
import { asPrinted, row } from './rows.ts';

const roundings = ['round', 'truncate', 'either'] as const;
const kinds = [
  { sd: 'sample', lost: 1n },
  { sd: 'population', lost: 0n },
] as const;

/** Every mean and deviation that can be printed with some digits, a little beyond what numbers from −2 to 3 have. */
function pairsOf(digits: number): [bigint, bigint][] {
  const one = 10n ** BigInt(digits);
  const pairs: [bigint, bigint][] = [];
  for (let mean = -2n * one - 2n; mean <= 3n * one + 2n; mean += 1n) {
    for (let sd = 0n; sd <= 4n * one; sd += 1n) pairs.push([mean, sd]);
  }
  return pairs;
}

describe('whole numbers from −2 to 3: every printed mean and deviation', () => {
  const cases = [1, 2, 3, 4, 5, 6].flatMap((n) => roundings.map((rounding) => ({ n, rounding })));
  it.each(cases)('is possible where a sample of $n gives it, $rounding', async ({ n, rounding }) => {
    const digits = 1;
    const samples = momentsOf(n, 3, 3 * n, -2);
    const pairs = pairsOf(digits);
    const rows = pairs.map(([mean, sd]) =>
      row(toText(mean, digits), toText(sd, digits), n, { min: '-2', max: '3' }),
    );
    const given = kinds.map(({ lost }) =>
      pairs.map(([mean, sd]) =>
        samples.some(
          (sample) =>
            isMean(sample, mean, digits, rounding) &&
            // The deviation of one number is 0, or none.
            isDeviation(sample, sd, digits, { rounding, lost: n === 1 ? 0n : lost }),
        ),
      ),
    );
    for (const [place, { sd }] of kinds.entries()) {
      const audited = await auditRows(rows, { ...asPrinted, rounding, sd });
      const wrong = audited.filter(
        ({ verdict }, index) => (verdict === 'possible') !== given[place]?.[index],
      );
      expect(wrong).toEqual([]);
    }
    const either = await auditRows(rows, { ...asPrinted, rounding, sd: 'either' });
    const wrong = either.filter(
      ({ verdict }, index) => (verdict === 'possible') !== given.some((verdicts) => verdicts[index]),
    );
    expect(wrong).toEqual([]);
  });
});

describe('whole numbers from 0 to 3: the least n', () => {
  const sizes = [2, 3, 4, 5, 6, 7, 8];
  const samples = sizes.map((n) => momentsOf(n, 3, 3 * n));
  const least = (mean: bigint, sd: bigint, printed: Printed, strictly: boolean) =>
    sizes.find((_, place) =>
      samples[place]?.some(
        (sample) =>
          isMean(sample, mean, 1, printed.rounding) && isDeviation(sample, sd, 1, printed, strictly),
      ),
    );
  it.each(roundings.flatMap((rounding) => kinds.map((kind) => ({ rounding, ...kind }))))(
    'is that of the smallest sample, $rounding, of a $sd',
    async ({ rounding, sd: kind, lost }) => {
      const pairs = pairsOf(1).filter(([mean]) => mean >= 0n);
      const rows = pairs.map(([mean, sd]) => row(toText(mean, 1), toText(sd, 1), null, { max: '3' }));
      const audited = await auditRows(rows, { ...asPrinted, rounding, sd: kind });
      for (const [index, { smallestN, verdict }] of audited.entries()) {
        const [mean = 0n, sd = 0n] = pairs[index] ?? [];
        const printed = { rounding, lost };
        // A deviation at the very end of a cut figure counts only where no n does without it.
        const proper = least(mean, sd, printed, rounding !== 'round');
        const found = { row: rows[index], smallestN: smallestN ?? 99, verdict };
        if (proper !== undefined) expect(found).toMatchObject({ smallestN: proper, verdict: 'possible' });
        else if (verdict === 'impossible') expect(least(mean, sd, printed, false)).toBeUndefined();
        else if (found.smallestN <= 8) expect(found.smallestN).toBe(least(mean, sd, printed, false));
      }
    },
  );
});

it('a figure that is cut off stands for the next one too, but for the least n', async () => {
  // 0 0 0 1: mean 0.25, deviation 0.5 exactly; 1 2: mean 1.5.
  const cut = { rounding: 'truncate' } as const;
  const rows = [
    row('0.2', '0.4', 4),
    row('1.4', '', 2),
    row('-1.4', '', 2, { min: '-9' }),
    row('0.2', '0.4'),
  ];
  const audited = await auditRows(rows, { ...asPrinted, ...cut });
  expect(audited.map(({ verdict }) => verdict)).toEqual(['possible', 'possible', 'impossible', 'possible']);
  expect(audited[3]?.smallestN).toBe(5);
});
