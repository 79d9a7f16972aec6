import { describe, expect, it } from 'vitest';
import { type Evidence, tailVerdict } from '../../../src/statistics/tail/verdict.ts';

const better = { z: 2, pOneSided: 0.02, pTwoSided: 0.04 };
const worse = { z: -2, pOneSided: 0.98, pTwoSided: 0.04 };
const even = { z: 1.5, pOneSided: 0.07, pTwoSided: 0.14 };
const straight = { a: 2.5, b: 0, statistic: 0, p: 1 };
const curved = { a: 1, b: 0.3, statistic: 1.65, p: 0.099 };

const verdictOf = (over: Partial<Evidence>) =>
  tailVerdict({ p: 0.5, pStandardError: 0.02, exponential: better, curvature: straight, ...over });

describe('the verdict', () => {
  it('is plausible where p is at least 0.1, the exponential worse and the lognormal no better', () => {
    expect(verdictOf({})).toEqual({ verdict: 'power law plausible', reason: null });
    expect(verdictOf({ curvature: { ...curved, statistic: 1.64 } }).verdict).toBe('power law plausible');
    expect(verdictOf({ p: 0.13, pStandardError: 0.01 }).verdict).toBe('power law plausible');
    expect(verdictOf({ p: 0.11, pStandardError: null }).verdict).toBe('power law plausible');
  });

  it('is ruled out where p is below 0.1, for any alternatives', () => {
    for (const exponential of [better, worse, even, null]) {
      expect(verdictOf({ p: 0.05, exponential })).toEqual({ verdict: 'power law ruled out', reason: null });
    }
  });

  it.each<[Partial<Evidence>, RegExp]>([
    [{ p: null, pStandardError: null }, /^its p was not computed \(--fit-p\)$/],
    [{ p: 0.09, pStandardError: 0.006 }, /^p is too close to call: within 2 standard errors of 0.1$/],
    [{ p: 0.11, pStandardError: 0.006 }, /too close to call/],
    [{ exponential: even }, /^an exponential fits about as well$/],
    [{ exponential: { ...worse, pTwoSided: 0.1 } }, /^an exponential fits about as well$/],
    [{ exponential: null }, /^an exponential fits about as well$/],
    [{ exponential: worse }, /^an exponential fits better$/],
    [{ curvature: curved }, /^a lognormal fits better$/],
    [
      { exponential: even, curvature: curved },
      /^an exponential fits about as well; a lognormal fits better$/,
    ],
  ])('is undecided, with the reason: %o', (over, reason) => {
    expect(verdictOf(over)).toEqual({ verdict: 'undecided', reason: expect.stringMatching(reason) });
  });
});
