import { describe, expect, it } from 'vitest';
import { toFrequencies, withoutZeros } from '../../src/statistics/frequencies.ts';
import { judgeIntervals } from '../../src/statistics/judge-intervals.ts';
import { figuresOnRequest } from '../../src/statistics/on-request.ts';
import { fitTail, type Tail } from '../../src/statistics/tail/fit-tail.ts';
import { geometricSample, powerLawSample } from './tail/draw.ts';

const fitted = await fitTail(powerLawSample(2.5, 1, 1000, 'tail'), 0, 'row');
const none = await fitTail(toFrequencies([1, 2]), 0, 'row');
const members = (n: number, nAll = n) => ({ mean: n, sd: n, Gini: nAll });
const judge = (alpha: number, over: Partial<Tail> = {}) =>
  judgeIntervals(members(1000), { ...fitted, alpha, ...over });

describe('a warning', () => {
  it('names the figures that have fewer than 30 members', () => {
    expect(judgeIntervals(members(29), none).warning).toBe(
      'mean, sd, Gini: only 29 members: intervals are too narrow below 30',
    );
    expect(judgeIntervals(members(1), none).warning).toMatch(/only 1 member:/);
    expect(judgeIntervals(members(12, 80), none).warning).toBe(
      'mean, sd: only 12 members: intervals are too narrow below 30; ' +
        'Gini: fewer than 50 nonzero members: the tail cannot be judged',
    );
  });

  it('is there from 30 members on where no tail could be fitted', () => {
    expect(judgeIntervals(members(30), none)).toEqual({
      unusable: [],
      warning: 'mean, sd, Gini: fewer than 50 nonzero members: the tail cannot be judged',
    });
    expect(judgeIntervals(members(30), { ...none, reason: null }).warning).toBe(
      'mean, sd, Gini: too few: the tail cannot be judged',
    );
  });

  it('is of the sd alone for an exponent from 3 to 5, and of nothing from there on', () => {
    expect(judge(5)).toEqual({ unusable: [], warning: null });
    for (const alpha of [3.5, 4.99]) {
      expect(judge(alpha).warning).toMatch(
        /^sd: the fitted tail exponent \d\.\d\d is below 5, [^;]*fourth moment/,
      );
    }
    for (const alpha of [2.3, 2.99]) {
      expect(judge(alpha).warning).toMatch(
        /^mean, Gini: the fitted tail exponent [^;]*below 3, [^;]*variance.*; sd: no/,
      );
    }
  });

  it('states nothing by the exponent of a fit that is ruled out', () => {
    expect(judge(2, { verdict: 'power law ruled out' })).toEqual({ unusable: [], warning: null });
  });
});

describe('there is no interval', () => {
  it('of the sd below 3.5, of mean and Gini below 2.3', () => {
    expect(judge(3.5).unusable).toEqual([]);
    expect(judge(3.49).unusable).toEqual(['sd']);
    expect(judge(2.3).unusable).toEqual(['sd']);
    const { unusable, warning } = judge(2.29);
    expect(unusable).toEqual(['mean', 'sd', 'Gini']);
    expect(warning).toMatch(
      /^mean, Gini: no interval: [^;]*2.29 is below 2.3[^;]*; sd: no interval: [^;]* below 3.5/,
    );
  });

  it('but where an exponential fits better there is one, with a warning', () => {
    const exponential = { rate: 0.3, logLikelihood: -10, z: -2, pOneSided: 0.98, pTwoSided: 0.04 };
    expect(judge(2, { exponential }).unusable).toEqual([]);
    expect(judge(2, { exponential }).warning).toMatch(/mean, Gini: the fitted .*variance/);
  });

  it('in the row, and its warning reports it', async () => {
    const row = { question: 'RQ2', measure: 'models-per-dataset', task: 'x', population: 'all' } as const;
    const requests = { resamples: 100, fitTail: false, simulations: 0, lorenz: false, seed: 1 };
    const heavy = await figuresOnRequest(powerLawSample(2, 1, 2000, 'heavy'), row, requests);
    expect(heavy).toEqual({
      meanCi: null,
      sdCi: null,
      giniCi: null,
      ciWarning: expect.stringMatching(/no interval/),
    });
    const light = await figuresOnRequest(withoutZeros(geometricSample(0.1, 2000, 'light')), row, requests);
    expect([light.meanCi, light.sdCi, light.giniCi]).not.toContain(null);
  });
});
