import type { Diversity } from '../../statistics/diversity.ts';
import { count, type Descriptions, figure } from '../table.ts';

const declared = { population: 'datasets declared' };
const tooFew = 'fewer than m declaring models, no task with 30, or not RQ1 of protocol current';

/** The figures of diversity, of RQ1 alone. */
export const diversityColumns: Descriptions<keyof Diversity> = {
  distinct: count(
    'Distinct datasets that the task’s models declare; ghosts in, malformed names out',
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
    'Distinct datasets expected of m declaring models, m that of the smallest task with at least 30',
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
    'Effective number of datasets of m declaring models, m as above',
    'datasets',
    {
      heading: 'eff. dist. rar.',
      formula: 'exp of the entropy of the expected frequency counts',
      emptyWhen: tooFew,
      reference: 'Chao et al. 2014',
      ...declared,
    },
  ),
};
