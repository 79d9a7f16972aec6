import type { MeasureName, Question } from '../../definitions/protocols.ts';
import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import { reasonsText } from '../audit/audit-table.ts';
import type { ColumnDescription, ColumnDescriptions, Table } from '../table.ts';
import { count, figure, text, toColumns } from '../table.ts';

/** Where a figure of the study was published: on the poster, or computed by the notebooks. */
export const publishedSources = ['poster', 'computed'] as const;

/** One published figure beside ours; the side that is missing is null. RQ3 has a row per measure of `current`. */
export interface ComparisonRow {
  question: Question;
  modality: string;
  task: string;
  source: (typeof publishedSources)[number] | null;
  publishedMean: number | null;
  publishedSd: number | null;
  mark: 'impossible' | 'suspicious' | null;
  reasons: AuditRow['reasons'];
  studyN: number | null;
  studyMean: number | null;
  studySd: number | null;
  meanDifference: number | null;
  sdDifference: number | null;
  currentMeasure: MeasureName;
  currentN: number | null;
  currentMean: number | null;
  currentSd: number | null;
  protocolDifference: number | null;
}

const headline = 'headline population';
const squares = '√(Σ(x − mean)² / (n − 1))';
const noStudy2025Row = 'the snapshot has no such task under study-2025';
const noCurrent = 'the snapshot has no such task under current';
const numberColumn = (
  heading: string,
  meaning: string,
  more: Partial<ColumnDescription>,
): ColumnDescription => figure(meaning, 'of the measure', { heading, ...more });
const published = { population: 'published figures', reference: 'Park & Yoon 2025' };
const oneIsEmpty = 'one of the two is empty';

const columns: ColumnDescriptions<keyof ComparisonRow> = {
  question: text('Research question'),
  modality: text('Modality, as the study had it'),
  task: text('Task word'),
  source: text('Where the figure was published: poster, or computed by the notebooks', {
    heading: 'published in',
    emptyWhen: 'it was not published',
    values: publishedSources,
  }),
  publishedMean: numberColumn('published µ', 'Published mean', {
    ...published,
    emptyWhen: 'it was not published',
  }),
  publishedSd: numberColumn('published σ', 'Published standard deviation', {
    ...published,
    emptyWhen: 'none was published',
  }),
  mark: text('The audit of both published tables', {
    emptyWhen: 'neither fails a test',
    values: ['impossible', 'suspicious'],
  }),
  reasons: text('What the audit found; a list in JSON, see reasons', {
    kind: 'structure',
    toText: (reasons) => reasonsText(reasons as ComparisonRow['reasons']),
    emptyWhen: 'it found nothing',
  }),
  studyN: count('Members under study-2025', 'members', {
    heading: 'ours n',
    population: headline,
    emptyWhen: noStudy2025Row,
  }),
  studyMean: numberColumn('ours µ', 'Mean under study-2025', {
    formula: 'Σx / n',
    population: headline,
    emptyWhen: noStudy2025Row,
  }),
  studySd: numberColumn('ours σ', 'Standard deviation under study-2025', {
    formula: squares,
    population: headline,
    emptyWhen: `${noStudy2025Row}, or n is below 2`,
  }),
  meanDifference: numberColumn('Δµ', 'Our mean minus the published one: other data, another day', {
    formula: 'studyMean − publishedMean',
    emptyWhen: oneIsEmpty,
  }),
  sdDifference: numberColumn('Δσ', 'Our deviation minus the published one', {
    formula: 'studySd − publishedSd',
    emptyWhen: oneIsEmpty,
  }),
  currentMeasure: text('Measure of current that the row is compared with', { heading: 'measure of current' }),
  currentN: count('Members under current', 'members', {
    heading: 'current n',
    population: headline,
    emptyWhen: noCurrent,
  }),
  currentMean: numberColumn('current µ', 'Mean under current', {
    formula: 'Σx / n',
    population: headline,
    emptyWhen: noCurrent,
  }),
  currentSd: numberColumn('current σ', 'Standard deviation under current', {
    formula: squares,
    population: headline,
    emptyWhen: `${noCurrent}, or n is below 2`,
  }),
  protocolDifference: numberColumn('current − ours', 'What the definitions change on the same data', {
    formula: 'currentMean − studyMean',
    emptyWhen: oneIsEmpty,
  }),
};

/** `report --protocol study-2025 --compare`. */
export const comparisonTable: Table = {
  name: 'comparison',
  command: 'report --protocol study-2025 --compare',
  columns: toColumns(columns),
  csv: true,
};
