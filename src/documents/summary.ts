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
  };

/** What is counted, in words: members, what they have, and the total. */
const summaryWords: Partial<Record<MeasureName, { members: string; verb: string; total: string }>> = {
  'models-per-dataset': { members: 'datasets', verb: 'receive', total: 'uses' },
  'derivatives-per-model': { members: 'models', verb: 'receive', total: 'derivations' },
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
  const { nAll, nNonzero, distinct, effectiveDistinct, distinctRarefied, rarefiedTo } = figures;
  if (nNonzero === 0) return `none of ${formatWhole(nAll)} models declares a dataset.`;
  const even =
    effectiveDistinct === null
      ? ''
      : `, as diverse as ${formatDecimal(effectiveDistinct)} datasets used equally often`;
  const rarefied =
    distinctRarefied === null || rarefiedTo === null
      ? ''
      : `; any ${formatWhole(rarefiedTo)} of these models declare ${formatDecimal(distinctRarefied)} on average`;
  return `${formatWhole(nNonzero)} of ${formatWhole(nAll)} models declare ${formatWhole(distinct ?? 0)} distinct datasets${even}${rarefied}.`;
}

function concentrationSentence(
  figures: ModalityFigures,
  { members, verb, total: things }: { members: string; verb: string; total: string },
): string {
  const { nAll, nNonzero, total, membersForHalf, gini, giniNonzero, top1PctShare, leaders } = figures;
  if (membersForHalf === null) return `none of ${formatWhole(nAll)} ${members} has any ${things}.`;
  return (
    `${formatWhole(membersForHalf)} of ${formatWhole(nAll)} ${members} ${membersForHalf === 1 ? `${verb}s` : verb} half of all ${formatWhole(total)} ${things}; ` +
    `Gini ${places(giniNonzero)} over the ${formatWhole(nNonzero)} with any (n>0), ${places(gini)} over all; ` +
    `the top 1 % hold ${percent(top1PctShare)}${leaders.length === 0 ? '' : `, led by ${joinLeaders(leaders)}`}.`
  );
}

/** A sentence holds every name of the Hub whole; what else somebody declares may have no end. */
const mostLetters = 160;

/** `openai/gsm8k (110), uoft-cs/cifar10 (4)` */
export const joinLeaders = (leaders: readonly { id: string; value: number }[]): string =>
  leaders.map(({ id, value }) => `${shortenMiddle(id, mostLetters)} (${formatWhole(value)})`).join(', ');

function meanSentence({ measure, nAll, nNonzero, meanNonzero, max }: ModalityFigures): string {
  const what = measure.replaceAll('-', ' ');
  if (nNonzero === 0) return `none of ${formatWhole(nAll)} members has any (${what}).`;
  return `${formatWhole(nNonzero)} of ${formatWhole(nAll)} members have any (${what}), ${places(meanNonzero)} on average and at most ${formatWhole(max ?? 0)}.`;
}

/** `nlp` as it is written in a sentence. */
export const modalityName = (modality: string): string =>
  ['nlp', 'cv', 'rl'].includes(modality) ? modality.toUpperCase() : modality;

/** 5543 as `5,543`, in any locale. */
export const formatWhole = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');

/** Two decimals; more where two would say that one holds everything, and others hold something. */
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
  topShare === null ? null : `${topShare.members} hold ${percent(topShare.share)}`;

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
  says: text('The same in one sentence'),
};

/** `summary` of a report. */
export const summaryTable: Table = {
  name: 'summary',
  command: 'report --format json',
  columns: toColumns(columns),
  primaryKey: ['question', 'measure', 'modality'],
};
