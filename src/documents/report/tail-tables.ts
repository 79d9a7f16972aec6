import type { LorenzPoint } from '../../statistics/lorenz.ts';
import type { Tail } from '../../statistics/tail/fit-tail.ts';
import {
  count,
  type Description,
  type Descriptions,
  figure,
  flag,
  type Table,
  text,
  toColumns,
} from '../table.ts';

type More = Partial<Description>;

const lorenz1905 = { population: 'all members', reference: 'Lorenz 1905' };

const lorenzColumns: Descriptions<keyof LorenzPoint> = {
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
const noFit = 'too few members to fit';

const fitted = (meaning: string, unit: string, more: More = {}): Description =>
  figure(meaning, unit, { population: inTail, emptyWhen: noFit, reference: clauset, ...more });

const alternative = (meaning: string): Description =>
  text(meaning, {
    unit: 'JSON object',
    emptyWhen: `${noFit}, or both fits give every member the same probability`,
    reference: 'Vuong 1989',
  });

const tailColumns: Descriptions<keyof Tail> = {
  alpha: fitted('Exponent of the discrete power law', 'number', {
    formula: 'maximum likelihood of x^−alpha / ζ(alpha, xmin)',
  }),
  xmin: fitted('Least value of the tail', 'of the measure', {
    formula:
      'least ks among the distinct values with at least 50 members and two distinct values from there on',
    ...nonzero,
  }),
  tailSize: fitted('Members in the tail', 'members', { reference: '' }),
  tailShare: fitted('The same over all members with a value of at least 1', '0–1', {
    ...{ formula: 'tailSize / n nonzero', reference: '' },
    ...nonzero,
  }),
  ks: fitted('Kolmogorov–Smirnov distance', '0–1', {
    formula: 'max |F(x) − fitted F(x)| over whole x ≥ xmin',
  }),
  standardError: fitted('Standard error of alpha, xmin taken as given', 'number', {
    formula: 'from the curvature of the log-likelihood',
  }),
  logLikelihood: fitted('Log-likelihood of the fit', 'nats', { formula: 'Σ ln p(x)' }),
  p: fitted('Goodness of fit: share of simulated samples that fit no better', '0–1', {
    formula: 'semi-parametric bootstrap, each sample fitted anew',
    emptyWhen: `${noFit}, or no simulations asked for (--fit-p)`,
    ...nonzero,
  }),
  lognormal: alternative('The discrete lognormal on the same tail; see tailComparison'),
  exponential: alternative('The discrete exponential on the same tail; see tailComparison'),
  verdict: text(
    'Ruled out: p below 0.1. Plausible: p at least 0.1, no alternative better at 0.1, and the tail a tenth of the members or the power law better than each. Undecided: otherwise, or p not computed',
    {
      reference: clauset,
      values: ['power law plausible', 'power law ruled out', 'undecided', 'too few'],
    },
  ),
};

/** The parts of `tail` in a row of a report. */
export const tailTable: Table = {
  name: 'tail',
  command: 'report --fit-tail --format json',
  columns: toColumns(tailColumns),
};

type Alternative = NonNullable<Tail['lognormal']> & NonNullable<Tail['exponential']>;

const compared = (meaning: string, unit: string, formula: string): Description =>
  figure(meaning, unit, { formula, population: inTail, reference: 'Vuong 1989' });
const parameter = (meaning: string, of: string): Description =>
  count(`${meaning}; only of the ${of}`, 'number', { population: inTail });

const comparisonColumns: Descriptions<keyof Alternative> = {
  mu: parameter('Mean of ln x, held at −5 or above', 'lognormal'),
  sigma: parameter('Standard deviation of ln x', 'lognormal'),
  atBound: flag('Whether the bound on mu holds the fit; only of the lognormal'),
  rate: parameter('Rate λ of exp(−λx)', 'exponential'),
  z: compared(
    'Positive: the power law is better; negative: the alternative',
    'standard deviations',
    'log-likelihood ratio over its standard deviation',
  ),
  pOneSided: compared('Small: the power law is better', '0–1', '1 − Φ(z)'),
  pTwoSided: compared('Not small: the sign of z says nothing', '0–1', '2 (1 − Φ(|z|))'),
};

/** The parts of `lognormal` and `exponential` in a tail. */
export const tailComparisonTable: Table = {
  name: 'tailComparison',
  command: 'report --fit-tail --format json',
  columns: toColumns(comparisonColumns),
};
