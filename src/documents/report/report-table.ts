import { measuresOf, protocols, questions } from '../../definitions/protocols.ts';
import { modalities } from '../../definitions/tasks.ts';
import type { ColumnDescriptions, Table } from '../table.ts';
import { text, toColumns } from '../table.ts';
import { diversityColumns } from './diversity-columns.ts';
import { figureColumns } from './figure-columns.ts';
import type { ReportRow } from './report-row.ts';
import { requestColumns } from './request-columns.ts';

const columns: ColumnDescriptions<keyof ReportRow> = {
  before: text('The slice of a history: only repos created before this moment, as far as they still exist', {
    ...{ request: '--every', unit: 'ISO 8601, UTC' },
  }),
  question: text('Research question: RQ1 diversity of datasets, RQ2 reuse of datasets, RQ3 reuse of models', {
    values: questions,
  }),
  measure: text('What is counted for each member: the value x of the other columns', {
    values: [...new Set(protocols.flatMap((protocol) => measuresOf[protocol].map(({ measure }) => measure)))],
  }),
  modality: text('Modality of the task, as @huggingface/tasks maps it; the study’s own under study-2025', {
    values: modalities,
  }),
  task: text('Task word; all with --by modality'),
  population: text('Headline population: all members, or the nonzero ones, whose value is at least 1', {
    values: ['all', 'nonzero'],
  }),
  ...figureColumns,
  ...diversityColumns,
  maxId: text('The repo id or owner with the largest value; the first by id if several share it', {
    ...{ heading: 'largest', emptyWhen: 'no value is above 0' },
  }),
  ...requestColumns,
};

/** `report`: every field of a row, in the order of docs/columns.md. */
export const reportTable: Table = {
  name: 'report',
  command: 'report',
  columns: toColumns(columns),
  csv: true,
  primaryKey: ['question', 'measure', 'modality', 'task'],
};
