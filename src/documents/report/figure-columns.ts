import type { Figures } from '../../statistics/figures.ts';
import type { More } from '../table.ts';
import { type ColumnDescription, type ColumnDescriptions, count, figure } from '../table.ts';

const headline = { population: 'headline population' };
const all = { population: 'all members' };
const nonzero = { population: 'nonzero members' };
const noTotal = 'the total is 0';
const ofMeasure = 'of the measure';
const type7 = 'Hyndman & Fan 1996';

const meanColumn = (heading: string, more: More): ColumnDescription =>
  figure('Arithmetic mean', ofMeasure, { heading, formula: 'Σx / n', ...more });

const deviationColumn = (heading: string, more: More): ColumnDescription =>
  figure('Sample standard deviation', ofMeasure, {
    heading,
    formula: '√(Σ(x − mean)² / (n − 1))',
    ...more,
  });

const giniColumn = (heading: string, more: More): ColumnDescription =>
  figure('Gini coefficient, uncorrected', '0–1', {
    ...{ heading, formula: 'Σ|xi − xj| / (2 n² mean)', emptyWhen: noTotal, reference: 'Gini 1912' },
    ...more,
  });

const share = (heading: string, meaning: string, formula: string): ColumnDescription =>
  figure(meaning, 'share, 0–1', { kind: 'share', heading, formula, emptyWhen: noTotal, ...all });

/** The figures that every row of a report has. */
export const figureColumns: ColumnDescriptions<keyof Figures> = {
  n: count('Members', 'members', headline),
  mean: meanColumn('mean µ', { ...headline, emptyWhen: 'there is no member' }),
  sd: deviationColumn('sd σ', { ...headline, emptyWhen: 'n is below 2' }),
  median: figure('Median', ofMeasure, {
    ...{ formula: 'quantile 0.5, type 7', emptyWhen: 'there is no member', reference: type7 },
    ...headline,
  }),
  p90: figure('90 % quantile', ofMeasure, {
    ...{ formula: 'quantile 0.9, type 7', emptyWhen: 'there is no member', reference: type7 },
    ...headline,
  }),
  max: count('Largest value', ofMeasure, {
    ...{ formula: 'max x', emptyWhen: 'there is no member' },
    ...headline,
  }),
  nAll: count('Members', 'members', { heading: 'n all', ...all }),
  meanAll: meanColumn('mean all', all),
  sdAll: deviationColumn('sd all', { ...all, emptyWhen: 'n all is below 2' }),
  nNonzero: count('Members with a value of at least 1', 'members', { heading: 'n>0', ...nonzero }),
  meanNonzero: meanColumn('mean>0', { ...nonzero, emptyWhen: 'there is no such member' }),
  sdNonzero: deviationColumn('sd>0', { ...nonzero, emptyWhen: 'fewer than 2 such members' }),
  zeroShare: figure('Share of members with the value 0', 'share, 0–1', {
    ...{ kind: 'share', heading: 'zero share', formula: '(n all − n nonzero) / n all' },
    ...all,
  }),
  total: count('Sum of the values', ofMeasure, { formula: 'T = Σx', ...all }),
  gini: giniColumn('Gini n all', all),
  giniNonzero: giniColumn('Gini n>0', nonzero),
  hhi: figure('Herfindahl–Hirschman index', '0–1', {
    ...{ heading: 'HHI', formula: 'Σp²', emptyWhen: noTotal, reference: 'Hirschman 1964' },
    ...all,
  }),
  effectiveNumber: figure('Effective number of members', 'members', {
    ...{ heading: 'eff. number', formula: '1 / Σp²', emptyWhen: noTotal },
    ...{ reference: 'Laakso & Taagepera 1979' },
    ...all,
  }),
  entropy: figure('Shannon entropy', 'nats', {
    ...{ formula: '−Σ p ln p', emptyWhen: noTotal, reference: 'Shannon 1948' },
    ...all,
  }),
  top1Share: share('top 1', 'Share of the total that the largest value has', 'largest / T'),
  top10Share: share('top 10', 'Share of the ten largest values', 'ten largest / T'),
  top1PctShare: share('top 1 %', 'Share of the largest 1 % of members', '⌈n/100⌉ largest / T'),
  top10PctShare: share('top 10 %', 'Share of the largest 10 % of members', '⌈n/10⌉ largest / T'),
  giniCorrected: giniColumn('Gini corr. n all', {
    meaning: 'Gini coefficient, corrected for the number of members',
    formula: 'Gini · n / (n − 1)',
    emptyWhen: `${noTotal}, or n all is below 2`,
    reference: 'R package ineq',
    ...all,
  }),
  evenness: figure('Evenness of the nonzero members', '0–1', {
    ...{ kind: 'share', formula: 'entropy / ln(n nonzero)', emptyWhen: 'fewer than 2 such members' },
    ...{ reference: 'Pielou 1966' },
    ...nonzero,
  }),
  membersForHalf: count('Fewest members that hold half of the total', 'members', {
    ...{ heading: 'for half', formula: 'least k: k largest ≥ T/2', emptyWhen: noTotal },
    ...all,
  }),
};

/** The names of the figures, in their order, without what computes them: help and refusals need no statistics. */
export const describedFigures = Object.keys(figureColumns) as (keyof Figures)[];
