import { countOf, formatWhole } from '../count-words.ts';
import type { MeasureName, Question } from '../definitions/protocols.ts';
import type { Diversity } from '../statistics/diversity.ts';
import type { Figures } from '../statistics/figures.ts';
import { shortenMiddle } from '../text.ts';
import type { ColumnDescriptions, Table } from './table.ts';
import { count, figure, structure, text, toColumns } from './table.ts';

/** What a question comes to in one modality, over its distinct members. */
export interface SummaryEntry {
  question: Question;
  measure: MeasureName;
  modality: string;
  n: number;
  nNonzero: number;
  /** How few members hold half of the total; null where there is none. */
  topShare: { members: number; share: 0.5 } | null;
  giniNonzero: number | null;
  top1PctShare: number | null;
  /** The first three, the greatest first: those with any. */
  leaders: readonly string[];
  /** RQ1: the three datasets that most models declare, the most declared first; else none. */
  mostDeclared: readonly string[];
  /** One sentence. */
  says: string;
}

/** The figures of one measure over the distinct members of a modality. */
export type ModalityFigures = Figures &
  Diversity & {
    question: Question;
    measure: MeasureName;
    modality: string;
    /** Those with the greatest values, at most three, the greatest first. */
    leaders: readonly { id: string; value: number }[];
    /** RQ1: the datasets that most of the models declare, at most three, and how many do; else none. */
    mostDeclared: readonly { id: string; value: number }[];
  };

/** What is counted, in words: a member, and one of what it receives. */
const summaryWords: Partial<Record<MeasureName, { member: string; thing: string }>> = {
  'models-per-dataset': { member: 'dataset', thing: 'use' },
  'derivatives-per-model': { member: 'model', thing: 'derivation' },
};

/** A summary of each modality, in the order given. */
export const toSummary = (all: readonly ModalityFigures[]): SummaryEntry[] =>
  all.map((figures) => {
    const { question, measure, modality, nAll, nNonzero, membersForHalf } = figures;
    return {
      ...{ question, measure, modality, n: nAll, nNonzero },
      topShare: membersForHalf === null ? null : { members: membersForHalf, share: 0.5 },
      giniNonzero: figures.giniNonzero,
      top1PctShare: figures.top1PctShare,
      leaders: figures.leaders.map(({ id }) => id),
      mostDeclared: figures.mostDeclared.map(({ id }) => shortenMiddle(id, mostLetters)),
      says: toSentence(figures),
    };
  });

function toSentence(figures: ModalityFigures): string {
  const name = `${figures.question}, ${modalityName(figures.modality)}`;
  if (figures.distinct !== null) return `${name}: ${diversitySentence(figures)}`;
  const words = summaryWords[figures.measure];
  return `${name}: ${words === undefined ? meanSentence(figures) : concentrationSentence(figures, words)}`;
}

function diversitySentence(figures: ModalityFigures): string {
  const { nAll, nNonzero, distinct, effectiveDistinct, distinctRarefied, rarefiedTo, mostDeclared } = figures;
  if (nNonzero === 0) return `${noneOf(nAll, 'model', 'models')} declares a dataset.`;
  const even =
    effectiveDistinct === null || distinct === 1
      ? ''
      : `, as diverse as ${formatDecimal(effectiveDistinct)} datasets used equally often`;
  const rarefied =
    distinctRarefied === null || rarefiedTo === null
      ? ''
      : `; any ${formatWhole(rarefiedTo)} of these models declare ${formatDecimal(distinctRarefied)} on average`;
  // A malformed name is a declared dataset (RQ1) that has no name to give.
  const first = mostDeclared.length === 0 ? '' : `; most declared: ${joinLeaders(mostDeclared)}`;
  return `${shareOf(nNonzero, nAll, 'model', 'models')} ${nNonzero === 1 ? 'declares' : 'declare'} ${countOf(distinct ?? 0, 'distinct dataset', 'distinct datasets')}${even}${rarefied}${first}.`;
}

function concentrationSentence(
  figures: ModalityFigures,
  { member, thing }: { member: string; thing: string },
): string {
  const { nAll, nNonzero, total, membersForHalf, gini, giniNonzero, top1PctShare, leaders } = figures;
  if (membersForHalf === null) return `${noneOf(nAll, member, `${member}s`)} has any ${thing}.`;
  const received = total === 1 ? `the only ${thing}` : `half of all ${formatWhole(total)} ${thing}s`;
  const led = leaders.length === 0 ? '' : `, led by ${joinLeaders(leaders)}`;
  return (
    `${shareOf(membersForHalf, nAll, member, `${member}s`)} ${membersForHalf === 1 ? 'receives' : 'receive'} ${received}; ` +
    `Gini ${places(giniNonzero)} over the ${formatWhole(nNonzero)} with any (n>0), ${places(gini)} over all; ` +
    `the top 1 % hold ${percent(top1PctShare)}${led}.`
  );
}

/** A summary holds every name of the Hub whole; what else somebody declares may have no end. */
const mostLetters = 160;

/** `openai/gsm8k (110), uoft-cs/cifar10 (4)` */
export const joinLeaders = (leaders: readonly { id: string; value: number }[]): string =>
  leaders.map(({ id, value }) => `${shortenMiddle(id, mostLetters)} (${formatWhole(value)})`).join(', ');

function meanSentence({ measure, nAll, nNonzero, meanNonzero, max }: ModalityFigures): string {
  const what = measure.replaceAll('-', ' ');
  if (nNonzero === 0) return `${noneOf(nAll, 'member', 'members')} has any (${what}).`;
  return `${shareOf(nNonzero, nAll, 'member', 'members')} ${nNonzero === 1 ? 'has' : 'have'} any (${what}), ${places(meanNonzero)} on average and at most ${formatWhole(max ?? 0)}.`;
}

/** `nlp` as it is written in a sentence. */
export const modalityName = (modality: string): string =>
  ['nlp', 'cv', 'rl'].includes(modality) ? modality.toUpperCase() : modality;

/** `3 of 5,543 datasets`, `the only dataset` */
const shareOf = (some: number, all: number, one: string, many: string): string =>
  all === 1 ? `the only ${one}` : `${formatWhole(some)} of ${countOf(all, one, many)}`;

/** Before a verb: `none of 12 models`; of a single one `not even the only model`. */
const noneOf = (all: number, one: string, many: string): string =>
  all === 1 ? `not even the only ${one}` : `none of ${countOf(all, one, many)}`;

/** Two decimals; more where two would make it look as if one held everything, and others hold something. */
function places(value: number | null): string {
  if (value === null) return '–';
  const short = value.toFixed(2);
  return short === '1.00' && value < 1 ? value.toFixed(4) : short;
}
const formatDecimal = (value: number): string => (value < 100 ? value.toFixed(1) : formatWhole(value));
const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(0)} %`);

const ofModality = { population: 'distinct members of the modality' };
const noTotal = 'the total is 0';

const topShareColumns = toColumns({
  members: count('The fewest members that hold half of the total', 'members', {
    ...{ emptyWhen: noTotal, ...ofModality },
  }),
  share: figure('The share that they are asked to hold', 'share, 0–1', {
    ...{ kind: 'share', emptyWhen: noTotal },
    ...ofModality,
  }),
} satisfies ColumnDescriptions<keyof NonNullable<SummaryEntry['topShare']>>);

const topShareText = (topShare: SummaryEntry['topShare']): string | null =>
  topShare === null ? null : `${formatWhole(topShare.members)} hold ${percent(topShare.share)}`;

const columns: ColumnDescriptions<keyof SummaryEntry> = {
  question: text('Research question'),
  measure: text('What is counted for each member'),
  modality: text('Modality of the members'),
  n: count('Members', 'members', ofModality),
  nNonzero: count('Members with a value of at least 1', 'members', { heading: 'n>0', ...ofModality }),
  topShare: structure('The fewest members that hold half of the total, and that share', 'JSON object', {
    ...{ emptyWhen: noTotal, ...ofModality },
    flat: { columns: topShareColumns, toRow: (topShare) => (topShare ?? {}) as object },
    toText: (topShare) => topShareText(topShare as SummaryEntry['topShare']),
  }),
  giniNonzero: figure('Gini coefficient, uncorrected, of those with a value of at least 1', '0–1', {
    ...{ heading: 'Gini n>0', emptyWhen: noTotal },
    ...ofModality,
  }),
  top1PctShare: figure('Share of the largest 1 % of members', 'share, 0–1', {
    ...{ kind: 'share', heading: 'top 1 %', emptyWhen: noTotal },
    ...ofModality,
  }),
  leaders: structure('Ids of the three members with the largest values, the largest first', 'list of text', {
    ...ofModality,
    toText: (leaders) => (leaders as readonly string[]).join(', ') || null,
    emptyWhen: noTotal,
  }),
  mostDeclared: structure(
    'RQ1, protocol current: ids of the three datasets that most of the models declare, the most declared first; a name longer than any of the Hub without its middle',
    'list of text',
    { ...ofModality, toText: (ids) => (ids as readonly string[]).join(', ') || null, emptyWhen: 'not RQ1' },
  ),
  says: text('The same in one sentence'),
};

/** `summary` of a report. */
export const summaryTable: Table = {
  name: 'summary',
  command: 'report --format json',
  columns: toColumns(columns),
  primaryKey: ['question', 'measure', 'modality'],
};
