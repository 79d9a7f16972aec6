import type { Diversity } from '../../statistics/diversity.ts';
import { type ColumnDescriptions, count, figure } from '../table.ts';

const declared = { population: 'datasets declared' };
const tooFew = 'fewer than m declaring models, no m, or not RQ1 of protocol current';

/** The figures of diversity, of RQ1 alone. */
export const diversityColumns: ColumnDescriptions<keyof Diversity> = {
  distinct: count(
    'Distinct datasets that the task’s models declare, including ghosts but not malformed names',
    'datasets',
    { emptyWhen: 'not RQ1 of protocol current', ...declared },
  ),
  effectiveDistinct: figure('Effective number of datasets by their use', 'datasets', {
    heading: 'eff. distinct',
    formula: 'exp(−Σ p ln p), p = uses of a dataset / all uses',
    emptyWhen: 'not RQ1 of protocol current, or nothing is declared',
    reference: 'Hill 1973',
    ...declared,
  }),
  distinctRarefied: figure(
    'Distinct datasets expected among m declaring models; m is given by --rarefy, or is the number in the smallest task that has at least 30',
    'datasets',
    {
      heading: 'distinct rar.',
      formula: 'Σ (1 − C(M − uses, m) / C(M, m)), M declaring models',
      emptyWhen: tooFew,
      reference: 'Chao et al. 2014',
      ...declared,
    },
  ),
  effectiveDistinctRarefied: figure(
    'Effective number of datasets among m declaring models, m as above, computed from the expected counts; in trials it was −8 % to +0.8 % off the mean over draws',
    'datasets',
    {
      heading: 'eff. dist. rar.',
      formula: 'exp of the entropy of the expected frequency counts',
      emptyWhen: tooFew,
      reference: 'Chao et al. 2014',
      ...declared,
    },
  ),
  rarefiedTo: count(
    'm, the number of declaring models that the preceding figures are rarefied to',
    'models',
    {
      heading: 'rar. to',
      emptyWhen: tooFew,
      ...declared,
    },
  ),
  sampleCoverage: figure(
    'Sample coverage, estimated: the share of all uses that belongs to the datasets seen; where it differs, equal m does not mean equal completeness',
    'share, 0–1',
    {
      ...{ kind: 'share', heading: 'coverage' },
      formula:
        '1 − (Q1/U) ((M−1) Q1 / ((M−1) Q1 + 2 Q2)), U uses, Q1 and Q2 datasets used by one and by two models',
      emptyWhen:
        'not RQ1 of protocol current, nothing is declared, or a single model declares any of these datasets',
      reference: 'Chao & Jost 2012',
      ...declared,
    },
  ),
};
