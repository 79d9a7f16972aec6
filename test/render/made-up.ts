import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import { toDocumentRequest } from '../../src/documents/request.ts';
import type { StatusDocument } from '../../src/documents/status/status-document.ts';

/** A name as anyone may write it: escapes, a bidi override, a bell, markup, a new line, a C1 control. */
export const hostile =
  '\u001b[31m=1+1\u001b[0m|<b>"x"\u202e\u0007\\\r\n`*y*`\u009b2J, [z](javascript:0)\u007f';

/** A row whose figures exist; `over` changes some. */
export const toRow = (over: Partial<ReportRow>): ReportRow => ({
  question: 'RQ1',
  measure: 'datasets-per-model',
  modality: 'nlp',
  task: 'fill-mask',
  population: 'nonzero',
  n: 40,
  mean: 1.0666666666666667,
  sd: 0.25,
  median: 1,
  p90: 1.1,
  max: 3,
  nAll: 120,
  meanAll: 1 / 3,
  sdAll: 0.5,
  nNonzero: 40,
  meanNonzero: 1.0666666666666667,
  sdNonzero: 0.25,
  zeroShare: 2 / 3,
  total: 42,
  gini: 0.6789,
  giniNonzero: 0.05,
  hhi: 1e-7,
  effectiveNumber: 33.3,
  entropy: 3.5,
  top1Share: 0.07,
  top10Share: 0.28,
  top1PctShare: 0.09,
  top10PctShare: 0.3,
  giniCorrected: 0.6846,
  evenness: 0.97,
  membersForHalf: 20,
  distinct: 17,
  effectiveDistinct: 12.5,
  distinctRarefied: 15.25,
  effectiveDistinctRarefied: null,
  rarefiedTo: 30,
  sampleCoverage: 0.8125,
  maxId: 'owner/largest',
  ...over,
});

const noFigures = {
  ...{ mean: null, sd: null, median: null, p90: null, max: null, meanNonzero: null, sdNonzero: null },
  ...{ gini: null, giniNonzero: null, hhi: null, effectiveNumber: null, entropy: null },
  ...{ top1Share: null, top10Share: null, top1PctShare: null, top10PctShare: null },
};

const scope = { all: false, modalities: ['nlp', 'cv'], tasks: ['a', 'b', 'c', 'd'], limited: false };

/** A report of a simulated snapshot, hostile names and rows without figures in it. */
export const madeUpReport: ReportDocument = {
  schemaVersion: 1,
  generator: { name: 'hfreuse', version: '1.2.3' },
  snapshot: {
    endpoint: 'https://hub.example',
    protocol: 'current',
    scope,
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: null,
    complete: false,
    models: 1234567,
    datasets: 89,
    tasksPackage: '@huggingface/tasks 0.21.54',
    source: 'crawl',
    updatedAt: '2026-01-03T00:00:00.000Z',
    updates: 2,
    mixedDownloads: null,
  },
  protocol: 'current',
  request: toDocumentRequest({ questions: ['RQ1', 'RQ2'], modalities: ['nlp', 'cv'], by: 'task' }),
  definitions: {
    RQ1: 'Per model whose pipeline tag is the task: the distinct datasets that it declares, placeholders left out.',
    RQ2: 'Per dataset with the task among its task_categories: the collected models that declare it.',
  },
  warnings: [
    `Incomplete: the listing of models of ${hostile} failed (HTTP 500); run collect again.`,
    'A & B < C.',
  ],
  summary: [
    {
      ...{ question: 'RQ2', measure: 'models-per-dataset', modality: 'nlp', n: 5543, nNonzero: 400 },
      ...{ topShare: { members: 3, share: 0.5 }, giniNonzero: 0.82, top1PctShare: 0.77 },
      leaders: ['a/b'],
      mostDeclared: [],
      says: `RQ2, NLP: 3 of 5,543 datasets of ${hostile} receive half of all uses.`,
    },
  ],
  coverage: [
    { question: 'RQ1', declared: 42, inRows: 40, otherTask: 1, noTask: 0, outside: 0, notRepos: 1 },
    { question: 'RQ2', declared: 42, inRows: 20, otherTask: 1, noTask: 10, outside: 10, notRepos: 1 },
  ],
  renames: {
    datasetReferences: 3,
    baseModelReferences: 1,
    means: [{ task: 'fill-mask', without: 0.5, with: 0.625 }],
  },
  rows: [
    toRow({}),
    toRow({ task: hostile, n: 0, nAll: 7, nNonzero: 0, total: 0, zeroShare: 1, ...noFigures }),
    toRow({
      question: 'RQ2',
      measure: 'models-per-dataset',
      population: 'all',
      modality: 'cv',
      task: '日本',
      n: 9,
    }),
    toRow({
      question: 'RQ2',
      measure: 'models-per-dataset',
      population: 'all',
      task: '-@sum',
      mean: 12345.678949,
    }),
  ],
};

/** The status of a simulated snapshot. */
export const madeUpStatus: StatusDocument = {
  schemaVersion: 1,
  complete: false,
  finished: false,
  startedAt: '2026-01-02T03:04:05.000Z',
  finishedAt: null,
  endpoint: 'https://hub.example',
  protocol: 'current',
  scope: { ...scope, tasks: ['fill-mask'], limited: true },
  models: 300,
  datasets: 0,
  streams: [
    { kind: 'models', task: 'fill-mask', pages: 3, rows: 300, state: 'done', error: null, walk: 'ascending' },
    {
      kind: 'datasets',
      task: 'fill-mask',
      pages: 1,
      rows: 10,
      state: 'partial',
      error: null,
      walk: 'ascending',
    },
    {
      kind: 'datasets',
      task: hostile,
      pages: 0,
      rows: 0,
      state: 'failed',
      error: `HTTP 500: ${hostile}`,
      walk: null,
    },
  ],
  references: {
    datasets: {
      declared: 0,
      listed: 0,
      renamed: 0,
      placeholder: 0,
      malformed: 0,
      outside: 0,
      missing: 0,
      unresolved: 0,
    },
    baseModels: {
      declared: 8,
      listed: 3,
      renamed: 1,
      malformed: 1,
      outside: 0,
      missing: 1,
      unresolved: 2,
      selfLoops: 1,
    },
  },
  rejected: 2,
  private: 1,
  unknownTasks: [{ task: hostile, models: 4, datasets: 1 }],
  renames: { datasetReferences: 0, baseModelReferences: 0, means: [] },
  source: 'crawl',
  mixedDownloads: null,
  gone: null,
  baseDifferences: null,
};
