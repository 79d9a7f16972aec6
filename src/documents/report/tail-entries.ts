import type { LorenzPoint } from '../../statistics/lorenz.ts';
import type { Tail } from '../../statistics/tail/fit-tail.ts';
import { counted, type Entries, type Entry, figure, words } from '../entry.ts';

/** The points of `lorenz` in a row of a report. */
export const lorenzEntries: Entries<keyof LorenzPoint> = {
  members: figure(
    'Share of the members, from the smallest value',
    '0–1',
    'k / n',
    'all members',
    'never',
    'Lorenz 1905',
  ),
  total: figure(
    'Share of the total that they hold together',
    '0–1',
    'Σ of the k smallest / T',
    'all members',
    'never',
    'Lorenz 1905',
  ),
};

const clauset = 'Clauset, Shalizi & Newman 2009';
const inTail = 'members with a value of at least xmin';
const noFit = 'too few members to fit';
const fitted = (meaning: string, unit: string, formula: string, population = inTail): Entry =>
  figure(meaning, unit, formula, population, noFit, clauset);

/** The parts of `tail` in a row of a report. */
export const tailEntries: Entries<keyof Tail> = {
  alpha: fitted(
    'Exponent of the discrete power law',
    'number',
    'maximum likelihood of x^−alpha / ζ(alpha, xmin)',
  ),
  xmin: fitted(
    'Least value of the tail',
    'of the measure',
    'least ks among the distinct values with at least 50 members and two distinct values from there on',
    'nonzero members',
  ),
  tailSize: { ...fitted('Members in the tail', 'members', ''), reference: '' },
  tailShare: {
    ...fitted(
      'The same over all members with a value of at least 1',
      '0–1',
      'tailSize / n nonzero',
      'nonzero members',
    ),
    reference: '',
  },
  ks: fitted('Kolmogorov–Smirnov distance', '0–1', 'max |F(x) − fitted F(x)| over whole x ≥ xmin'),
  standardError: fitted(
    'Standard error of alpha, xmin taken as given',
    'number',
    'from the curvature of the log-likelihood',
  ),
  logLikelihood: fitted('Log-likelihood of the fit', 'nats', 'Σ ln p(x)'),
  p: {
    ...fitted(
      'Goodness of fit: share of simulated samples that fit no better',
      '0–1',
      'semi-parametric bootstrap, each sample fitted anew',
      'nonzero members',
    ),
    emptyWhen: `${noFit}, or no simulations asked for (--fit-p)`,
  },
  lognormal: {
    ...words(
      'The discrete lognormal on the same tail; see tailComparison',
      `${noFit}, or both fits give every member the same probability`,
    ),
    unit: 'JSON object',
    reference: 'Vuong 1989',
  },
  exponential: {
    ...words(
      'The discrete exponential on the same tail; see tailComparison',
      `${noFit}, or both fits give every member the same probability`,
    ),
    unit: 'JSON object',
    reference: 'Vuong 1989',
  },
  verdict: {
    ...words(
      'Ruled out: p below 0.1. Plausible: p at least 0.1, no alternative better at 0.1, and the tail a tenth of the members or the power law better than each. Undecided: otherwise, or p not computed',
    ),
    reference: clauset,
    values: ['power law plausible', 'power law ruled out', 'undecided', 'too few'],
  },
};

type Alternative = NonNullable<Tail['lognormal']> & NonNullable<Tail['exponential']>;

const compared = (meaning: string, unit: string, formula: string): Entry =>
  figure(meaning, unit, formula, inTail, 'never', 'Vuong 1989');
const parameter = (meaning: string, of: string): Entry =>
  counted(`${meaning}; only of the ${of}`, 'number', inTail);

/** The parts of `lognormal` and `exponential` in a tail. */
export const tailComparisonEntries: Entries<keyof Alternative> = {
  mu: parameter('Mean of ln x, held at −5 or above', 'lognormal'),
  sigma: parameter('Standard deviation of ln x', 'lognormal'),
  atBound: { ...words('Whether the bound on mu holds the fit; only of the lognormal'), unit: 'boolean' },
  rate: parameter('Rate λ of exp(−λx)', 'exponential'),
  z: compared(
    'Positive: the power law is better; negative: the alternative',
    'standard deviations',
    'log-likelihood ratio over its standard deviation',
  ),
  pOneSided: compared('Small: the power law is better', '0–1', '1 − Φ(z)'),
  pTwoSided: compared('Not small: the sign of z says nothing', '0–1', '2 (1 − Φ(|z|))'),
};
