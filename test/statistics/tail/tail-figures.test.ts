import { expect, it } from 'vitest';
import { toFrequencies } from '../../../src/statistics/frequencies.ts';
import { fitTail } from '../../../src/statistics/tail/fit-tail.ts';
import { toTailFigures } from '../../../src/statistics/tail/tail-figures.ts';
import { geometricSample, powerLawSample } from './draw.ts';

it('names the alternative of the greater likelihood, with its test', async () => {
  for (const [sample, best] of [
    [powerLawSample(2.2, 1, 3000, 'best'), 'lognormal'],
    [geometricSample(0.2, 3000, 'best'), 'exponential'],
  ] as const) {
    const tail = await fitTail(sample, 0, 'row');
    const other = best === 'lognormal' ? 'exponential' : 'lognormal';
    expect(tail[best]?.logLikelihood).toBeGreaterThan(tail[other]?.logLikelihood ?? 0);
    expect(toTailFigures(tail)).toEqual({
      ...{ verdict: tail.verdict, alpha: tail.alpha, standardError: tail.standardError, xmin: tail.xmin },
      ...{ tailSize: tail.tailSize, ks: tail.ks, p: null, pStandardError: null, bestAlternative: best },
      ...{ vuongZ: tail[best]?.z, vuongP: tail[best]?.pTwoSided },
    });
  }
});

it('has nothing but the verdict where there is no fit', async () => {
  const { verdict, ...figures } = toTailFigures(await fitTail(toFrequencies([1, 2]), 0, 'row'));
  expect(verdict).toBe('too few');
  expect(new Set(Object.values(figures))).toEqual(new Set([null]));
});

it('is the one alternative that has a test where the other has none', async () => {
  const tail = await fitTail(geometricSample(0.2, 3000, 'best'), 0, 'row');
  expect(toTailFigures({ ...tail, exponential: null })).toMatchObject({
    bestAlternative: 'lognormal',
    vuongZ: tail.lognormal?.z,
  });
  expect(toTailFigures({ ...tail, lognormal: null })).toMatchObject({
    bestAlternative: 'exponential',
    vuongP: tail.exponential?.pTwoSided,
  });
  expect(toTailFigures({ ...tail, lognormal: null, exponential: null })).toMatchObject({
    bestAlternative: null,
    vuongZ: null,
  });
});
