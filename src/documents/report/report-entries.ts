import { modalities } from '../../definitions/tasks.ts';
import { counted, type Entries, type Entry, figure, words } from '../entry.ts';
import type { ReportRow } from './report-row.ts';

const headline = 'headline population';
const all = 'all members';
const nonzero = 'nonzero members';
const noTotal = 'the total is 0';

const share = (meaning: string, formula: string): Entry =>
  figure(meaning, 'share, 0–1', formula, all, noTotal);

const interval = (of: string): Entry =>
  figure(
    `95 % percentile bootstrap interval of the ${of}, [low, high]`,
    `as the ${of}`,
    '2.5 % and 97.5 % quantiles over the resamples',
    of === 'Gini' ? all : headline,
    of === 'Gini'
      ? 'the Gini is empty, or the total of more than one resample in twenty is 0'
      : `the ${of} is empty`,
    'Efron 1979',
  );

/** The columns of `report`. */
export const reportEntries: Entries<keyof ReportRow> = {
  question: {
    ...words('Research question: RQ1 diversity of datasets, RQ2 reuse of datasets, RQ3 reuse of models'),
    values: ['RQ1', 'RQ2', 'RQ3'],
  },
  measure: {
    ...words('What is counted for each member: the value x of the other columns'),
    values: ['datasets-per-model', 'models-per-dataset', 'derivatives-per-model', 'bases-per-model'],
  },
  modality: {
    ...words('Modality of the task, as @huggingface/tasks maps it; the study’s own under study-2025'),
    values: modalities,
  },
  task: words('Task word; all with --by modality'),
  population: {
    ...words('Headline population: all members, or the nonzero ones, whose value is at least 1'),
    values: ['all', 'nonzero'],
  },
  n: counted('Members', 'members', headline),
  mean: figure('Arithmetic mean', 'of the measure', 'Σx / n', headline, 'there is no member'),
  sd: figure(
    'Sample standard deviation',
    'of the measure',
    '√(Σ(x − mean)² / (n − 1))',
    headline,
    'n is below 2',
  ),
  median: figure(
    'Median',
    'of the measure',
    'quantile 0.5, type 7',
    headline,
    'there is no member',
    'Hyndman & Fan 1996',
  ),
  p90: figure(
    '90 % quantile',
    'of the measure',
    'quantile 0.9, type 7',
    headline,
    'there is no member',
    'Hyndman & Fan 1996',
  ),
  max: figure('Largest value', 'of the measure', 'max x', headline, 'there is no member'),
  nAll: counted('Members', 'members', all),
  meanAll: figure('Arithmetic mean', 'of the measure', 'Σx / n', all, 'never'),
  sdAll: figure(
    'Sample standard deviation',
    'of the measure',
    '√(Σ(x − mean)² / (n − 1))',
    all,
    'n all is below 2',
  ),
  nNonzero: counted('Members with a value of at least 1', 'members', nonzero),
  meanNonzero: figure('Arithmetic mean', 'of the measure', 'Σx / n', nonzero, 'there is no such member'),
  sdNonzero: figure(
    'Sample standard deviation',
    'of the measure',
    '√(Σ(x − mean)² / (n − 1))',
    nonzero,
    'fewer than 2 such members',
  ),
  zeroShare: figure(
    'Share of members with the value 0',
    'share, 0–1',
    '(n all − n nonzero) / n all',
    all,
    'never',
  ),
  total: figure('Sum of the values', 'of the measure', 'T = Σx', all, 'never'),
  gini: figure('Gini coefficient, uncorrected', '0–1', 'Σ|xi − xj| / (2 n² mean)', all, noTotal, 'Gini 1912'),
  giniNonzero: figure(
    'Gini coefficient, uncorrected',
    '0–1',
    'Σ|xi − xj| / (2 n² mean)',
    nonzero,
    noTotal,
    'Gini 1912',
  ),
  hhi: figure('Herfindahl–Hirschman index', '0–1', 'Σp²', all, noTotal, 'Hirschman 1964'),
  effectiveNumber: figure(
    'Effective number of members',
    'members',
    '1 / Σp²',
    all,
    noTotal,
    'Laakso & Taagepera 1979',
  ),
  entropy: figure('Shannon entropy', 'nats', '−Σ p ln p', all, noTotal, 'Shannon 1948'),
  top1Share: share('Share of the total that the largest value has', 'largest / T'),
  top10Share: share('Share of the ten largest values', 'ten largest / T'),
  top1PctShare: share('Share of the largest 1 % of members', '⌈n/100⌉ largest / T'),
  top10PctShare: share('Share of the largest 10 % of members', '⌈n/10⌉ largest / T'),
  giniCorrected: figure(
    'Gini coefficient, corrected for the number of members',
    '0–1',
    'Gini · n / (n − 1)',
    all,
    `${noTotal}, or n all is below 2`,
    'R package ineq',
  ),
  evenness: figure(
    'Evenness of the nonzero members',
    '0–1',
    'entropy / ln(n nonzero)',
    nonzero,
    'fewer than 2 such members',
    'Pielou 1966',
  ),
  membersForHalf: figure(
    'Members needed for half of the total, the largest first',
    'members',
    'least k: k largest ≥ T/2',
    all,
    noTotal,
  ),
  distinct: figure(
    'Distinct datasets that the task’s models declare; ghosts in, malformed names out',
    'datasets',
    '',
    'datasets declared',
    'not RQ1 of protocol current',
  ),
  effectiveDistinct: figure(
    'Effective number of datasets by their use',
    'datasets',
    'exp(−Σ p ln p), p = uses of a dataset / all uses',
    'datasets declared',
    'not RQ1 of protocol current, or nothing is declared',
    'Hill 1973',
  ),
  distinctRarefied: figure(
    'Distinct datasets expected of m declaring models, m that of the smallest task with at least 30',
    'datasets',
    'Σ (1 − C(M − uses, m) / C(M, m)), M declaring models',
    'datasets declared',
    'fewer than m declaring models, no task with 30, or not RQ1 of protocol current',
    'Chao et al. 2014',
  ),
  effectiveDistinctRarefied: figure(
    'Effective number of datasets of m declaring models, m as above',
    'datasets',
    'exp of the entropy of the expected frequency counts',
    'datasets declared',
    'fewer than m declaring models, no task with 30, or not RQ1 of protocol current',
    'Chao et al. 2014',
  ),
  meanCi: interval('mean'),
  sdCi: interval('sd'),
  giniCi: interval('Gini'),
  ciWarning: words(
    'Why the intervals should not be trusted: n below 30, or a tail with alpha below 3',
    'nothing speaks against them',
  ),
  lorenz: figure(
    'Points of the Lorenz curve: cumulative share of the total against share of members, from the smallest; see lorenz',
    'JSON list',
    'Σ of the k smallest / T at k / n',
    all,
    noTotal,
    'Lorenz 1905',
  ),
  tail: figure(
    'Discrete power law fitted to the tail, compared with lognormal and exponential, and a verdict; see tail',
    'JSON object; a sentence in CSV',
    'maximum likelihood over x ≥ xmin with the Hurwitz zeta function; xmin of least KS distance',
    nonzero,
    'never',
    'Clauset, Shalizi & Newman 2009; Vuong 1989',
  ),
};
