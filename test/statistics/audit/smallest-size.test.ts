import { describe, expect, it } from 'vitest';
import { toWholeClaim } from '../../../src/statistics/audit/claim.ts';
import { decideWhole } from '../../../src/statistics/audit/decide-whole.ts';
import { firstResidue } from '../../../src/statistics/audit/first-residue.ts';
import { sizesWithSum } from '../../../src/statistics/audit/sizes.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import { auditOne, row, toEnd } from './rows.ts';

const random = seededRandom('smallest sizes');
const upTo = (most: number) => Math.floor(random() * (most + 1));

it('finds the first residue in a range', async () => {
  for (let round = 0; round < 3000; round += 1) {
    const m = 2 + upTo(60);
    const a = upTo(m - 1);
    const low = upTo(m - 1);
    const high = low + upTo(m - 1 - low);
    const slow = Array.from({ length: m }, (_, x) => x).find(
      (x) => (a * x) % m >= low && (a * x) % m <= high,
    );
    const found = firstResidue(BigInt(a), BigInt(m), BigInt(low), BigInt(high));
    expect(found === null ? undefined : Number(found)).toBe(slow);
  }
});

it('lists the sizes with a sum, small and far', async () => {
  for (const from of [2n, 1990n, 70_000n]) {
    for (let round = 0; round < 40; round += 1) {
      const low = BigInt(upTo(3_000_000));
      const open = random() < 0.5 ? ('low' as const) : null;
      const interval = { low, high: low + 1n + BigInt(upTo(20)), scale: 2_000_000n, open };
      const sizes = sizesWithSum(interval, from);
      const fast = Array.from({ length: 30 }, () => sizes.next().value);
      const slow: bigint[] = [];
      for (let n = from; slow.length < 30; n += 1n) {
        const sum = (n * interval.high) / interval.scale;
        const over = sum * interval.scale - n * interval.low;
        if (over > 0n || (over === 0n && open === null)) slow.push(n);
      }
      expect(fast).toEqual(slow);
    }
  }
});

it('is the first n that fits, one by one', async () => {
  for (let round = 0; round < 300; round += 1) {
    const digits = 1 + upTo(2);
    const max = random() < 0.4 ? String(1 + upTo(6)) : '';
    const input = row((random() * 3).toFixed(digits), (random() * 2.5).toFixed(digits), null, { max });
    const claim = toWholeClaim(input, { rounding: 'round', sd: 'sample' });
    const { smallestN, verdict, reasons } = await auditOne(input, { rounding: 'round' });
    let slow = 2n;
    const beyond = claim.mean.low > claim.mean.high ? 2n : 700n;
    while (slow < beyond && toEnd(decideWhole(claim, slow)) !== 'fits') slow += 1n;
    if (slow < beyond) expect({ input, smallestN }).toEqual({ input, smallestN: Number(slow) });
    else expect(smallestN ?? 700).toBeGreaterThanOrEqual(700);
    expect(verdict === 'impossible').toBe(smallestN === null);
    expect(reasons.length > 0).toBe(smallestN === null);
  }
});

describe('proofs that no n fits', () => {
  it.each([
    ['0.2351', '0.2522', '', 'count-bound'],
    ['0.5', '0.7072', '1', 'range'],
    ['0.50', '0.62', '1', 'grimmer'],
    ['0', '0.0000', '', ''],
    ['-0.1', '1.0', '', 'range'],
    ['7', '1.0', '5', 'range'],
    ['1.0', '-0.2', '', 'range'],
  ])('%s ± %s up to %s: %s', async (mean, sd, max, test) => {
    const { reasons } = await auditOne(row(mean, sd, null, { max }), { rounding: 'round' });
    expect(reasons.map((reason) => reason.test)).toEqual(test === '' ? [] : [test]);
  });

  it('a deviation just above the count bound needs many numbers', async () => {
    // Mean 0.5 exactly half: n/(n−1)/4 ≤ 0.50005² needs more than 5000 numbers.
    expect((await auditOne(row('0.500000', '0.500000'), { rounding: 'round' })).smallestN).toBeGreaterThan(
      50_000,
    );
    expect((await auditOne(row('0.235100', '0.424100'))).smallestN).toBeGreaterThan(1000);
  });

  it('is found at once where the mean may be whole and the deviation is small', async () => {
    // One of n numbers beside the others: the deviation is 1/√n.
    expect((await auditOne(row('5', '0.0001'))).smallestN).toBe(25_000_001);
    expect((await auditOne(row('5', '0.0001'), { rounding: 'round' })).smallestN).toBe(44_444_445);
    // 1/√n is to be less than 0.0037.
    expect((await auditOne(row('7.0', '0.0036'), { rounding: 'truncate' })).smallestN).toBe(73_047);
    expect((await auditOne(row('12', '0.000012345678'))).smallestN).toBe(6_561_000_014);
  });

  it('is left open after that many steps, and the row is possible: an accusation needs a proof', async () => {
    const many = row('6861.036728', '38197.988526', 7678, { max: '219498' });
    expect(await auditOne(many)).toMatchObject({
      ...{ verdict: 'possible', reasons: [], smallestN: null },
      note: 'not decided within 300,000 steps',
    });
    expect(await auditOne(row('2.5', '0.50000001'))).toMatchObject({
      ...{ verdict: 'possible', reasons: [], smallestN: null },
      note: 'the smallest n is not found within 300,000 steps',
    });
  });

  it('twelve printed digits are no obstacle', async () => {
    const { smallestN } = await auditOne(row('3.141592653589', '2.718281828459'));
    expect(smallestN).toBeGreaterThan(100_000);
  });
});
