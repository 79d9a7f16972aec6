import type { LorenzPoint } from '../../statistics/lorenz.ts';
import type { CurvatureTest } from '../../statistics/tail/curvature.ts';
import type { Tail } from '../../statistics/tail/fit-tail.ts';
import type { More } from '../table.ts';
import {
  type ColumnDescription,
  type ColumnDescriptions,
  count,
  figure,
  flag,
  type Table,
  text,
  toColumns,
} from '../table.ts';

const lorenz1905 = { population: 'all members', reference: 'Lorenz 1905' };

const lorenzColumns: ColumnDescriptions<keyof LorenzPoint> = {
  members: figure('Share of the members, from the smallest value', '0–1', {
    formula: 'k / n',
    ...lorenz1905,
  }),
  total: figure('Share of the total that they hold together', '0–1', {
    formula: 'Σ of the k smallest / T',
    ...lorenz1905,
  }),
};

/** The points of `lorenz` in a row of a report. */
export const lorenzTable: Table = {
  name: 'lorenz',
  command: 'report --lorenz --format json',
  columns: toColumns(lorenzColumns),
};

const clauset = 'Clauset, Shalizi & Newman 2009';
const inTail = 'members with a value of at least xmin';
const nonzero = { population: 'nonzero members' };
const noFit = 'nothing to fit (see reason)';

const malevergne = 'Malevergne, Pisarenko & Sornette 2011';
const onSimulation = {
  ...nonzero,
  emptyWhen: `${noFit}, or no simulations asked for (--fit-p)`,
};

const describeFitted = (meaning: string, unit: string, more: More = {}): ColumnDescription =>
  figure(meaning, unit, { population: inTail, emptyWhen: noFit, reference: clauset, ...more });

const alternative = (meaning: string): ColumnDescription =>
  text(meaning, {
    unit: 'JSON object',
    emptyWhen: `${noFit}, or both fits give every member the same probability`,
    reference: 'Vuong 1989',
  });

const tailColumns: ColumnDescriptions<keyof Tail> = {
  alpha: describeFitted('Exponent of the discrete power law', 'number', {
    formula: 'maximum likelihood of x^−alpha / ζ(alpha, xmin)',
  }),
  xmin: describeFitted('Smallest value of the tail', 'of the measure', {
    formula:
      'least ks among the distinct values with at least 50 members and two distinct values from there on',
    ...nonzero,
  }),
  tailSize: describeFitted('Members in the tail', 'members', { reference: '' }),
  tailShare: describeFitted('The same over all members with a value of at least 1', '0–1', {
    ...{ formula: 'tailSize / n nonzero', reference: '' },
    ...nonzero,
  }),
  ks: describeFitted('Kolmogorov–Smirnov distance', '0–1', {
    formula: 'max |F(x) − fitted F(x)| over whole x ≥ xmin',
  }),
  standardError: describeFitted('Standard error of alpha, xmin taken as given', 'number', {
    formula: 'from the curvature of the log-likelihood',
  }),
  logLikelihood: describeFitted('Log-likelihood of the fit', 'nats', { formula: 'Σ ln p(x)' }),
  p: describeFitted(
    'Goodness of fit: share of samples that fit no better, counting this one among the simulated ones',
    '0–1',
    {
      formula: '(b + 1)/(N + 1), b of N simulated samples with a ks at least as great, each fitted again',
      ...onSimulation,
    },
  ),
  pStandardError: describeFitted('Monte-Carlo standard error of p', '0–1', {
    formula: '√(p (1 − p)/N)',
    reference: 'Davison & Hinkley 1997',
    ...onSimulation,
  }),
  lognormal: alternative(
    'The discrete lognormal on the same tail; see tailComparison. For description: the verdict takes curvature',
  ),
  exponential: alternative('The discrete exponential on the same tail; see tailComparison'),
  curvature: text(
    'The power law within p(x) ∝ x^−a exp(−b ln²x), b ≥ 0, which contains the lognormals; see tailCurvature',
    { unit: 'JSON object', emptyWhen: noFit, reference: malevergne },
  ),
  verdict: text(
    'Ruled out: p below 0.1. Plausible: p at least 0.1, the exponential worse at 0.1 (two-sided) and the lognormal no better at 0.1 (curvature.statistic at most 1.642). Undecided: otherwise, p within 2 standard errors of 0.1, or p not computed. Too few: fewer than 50 nonzero members or three distinct values, or no value above 5',
    {
      reference: clauset,
      values: ['power law plausible', 'power law ruled out', 'undecided', 'too few'],
    },
  ),
  reason: text('Why the verdict is undecided, or why there is no fit', {
    emptyWhen: 'the power law is plausible or ruled out',
  }),
};

/** The parts of `tail` in a row of a report. */
export const tailTable: Table = {
  name: 'tail',
  command: 'report --fit-tail --format json',
  columns: toColumns(tailColumns),
};

const likeliest = { population: inTail, formula: 'maximum likelihood' };

const curvatureColumns: ColumnDescriptions<keyof CurvatureTest> = {
  a: figure('Exponent a; alpha where b is 0', 'number', likeliest),
  b: figure('Curvature b; 0 where none is likelier than any', 'number', likeliest),
  statistic: figure('Likelihood-ratio statistic; above 1.642 the lognormal is better at 0.1', 'number', {
    formula: '2 (log-likelihood with b − without)',
    population: inTail,
    reference: 'del Castillo & Puig 1999',
  }),
  p: figure('Probability of a statistic at least as great under a power law', '0–1', {
    formula: 'of ½χ²₀ + ½χ²₁',
    population: inTail,
    reference: malevergne,
  }),
};

/** The parts of `curvature` in a tail. */
export const tailCurvatureTable: Table = {
  name: 'tailCurvature',
  command: 'report --fit-tail --format json',
  columns: toColumns(curvatureColumns),
};

type Alternative = NonNullable<Tail['lognormal']> & NonNullable<Tail['exponential']>;

const describeComparison = (meaning: string, unit: string, formula: string): ColumnDescription =>
  figure(meaning, unit, { formula, population: inTail, reference: 'Vuong 1989' });
const parameter = (meaning: string, of: string): ColumnDescription =>
  count(`${meaning}; only of the ${of}`, 'number', { population: inTail });

const comparisonColumns: ColumnDescriptions<keyof Alternative> = {
  mu: parameter('Mean of ln x, held at −5 or above', 'lognormal'),
  sigma: parameter('Standard deviation of ln x', 'lognormal'),
  atBound: flag('Whether the bound on mu holds the fit; only of the lognormal'),
  logLikelihood: describeComparison('Log-likelihood of the alternative', 'nats', 'Σ ln p(x)'),
  rate: parameter('Rate λ of exp(−λx)', 'exponential'),
  z: describeComparison(
    'Positive: the power law is better; negative: the alternative',
    'standard deviations',
    'log-likelihood ratio over its standard deviation',
  ),
  pOneSided: describeComparison('Small: the power law is better', '0–1', '1 − Φ(z)'),
  pTwoSided: describeComparison('Unless it is small, the sign of z means nothing', '0–1', '2 (1 − Φ(|z|))'),
};

/** The parts of `lognormal` and `exponential` in a tail. */
export const tailComparisonTable: Table = {
  name: 'tailComparison',
  command: 'report --fit-tail --format json',
  columns: toColumns(comparisonColumns),
};
