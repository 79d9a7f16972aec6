import type { Column } from '../documents/column.ts';
import {
  completeText,
  period,
  periodLabel,
  renamesText,
  scopeText,
} from '../documents/report/report-facts.ts';
import type { StatusDocument } from '../documents/status/status-document.ts';
import { renderFacts, renderWarnings } from './render-facts.ts';
import { renderJson } from './render-json.ts';
import { type RenderOptions, renderRows } from './render-rows.ts';

const streamColumns: readonly Column[] = [
  { key: 'state', heading: 'state', kind: 'text' },
  { key: 'kind', heading: 'stream', kind: 'text' },
  { key: 'task', heading: 'task', kind: 'text' },
  { key: 'pages', heading: 'pages', kind: 'count' },
  { key: 'rows', heading: 'rows', kind: 'count' },
  { key: 'error', heading: 'error', kind: 'text', width: 32 },
];

const referenceColumns: readonly Column[] = [
  { key: 'state', heading: 'references', kind: 'text' },
  { key: 'datasets', heading: 'datasets', kind: 'count' },
  { key: 'datasetShare', heading: 'share', kind: 'share' },
  { key: 'baseModels', heading: 'base models', kind: 'count' },
  { key: 'baseModelShare', heading: 'share', kind: 'share' },
];

const unknownColumns: readonly Column[] = [
  { key: 'task', heading: 'unknown task', kind: 'text', width: 60 },
  { key: 'models', heading: 'models', kind: 'count' },
  { key: 'datasets', heading: 'datasets', kind: 'count' },
];

/** Streams that need attention first. */
const stateOrder = ['failed', 'partial', 'done'];

/** The states of a reference, in the order of the contract. */
const referenceStates = [
  'listed',
  'renamed',
  'placeholder',
  'malformed',
  'outside',
  'missing',
  'unresolved',
] as const;

/**
 * The state of a snapshot as text that ends with a newline.
 * @param format `table` or `json`
 * @param warnings what the snapshot cannot see; in the table only, for the JSON is the contract's
 */
export function renderStatus(
  format: string,
  document: StatusDocument,
  warnings: readonly string[] = [],
  options: RenderOptions = {},
): string {
  if (format === 'json') return renderJson(document);
  if (format !== 'table') throw new RangeError(`no status format ${JSON.stringify(format)}`);
  const { streams, unknownTasks } = document;
  const open = streams.filter(({ state }) => state !== 'done').length;
  const unknown =
    unknownTasks.length === 0 ? '' : `\n${renderRows('table', unknownColumns, unknownTasks, options)}`;
  return [
    renderFacts(statusFacts(document)),
    renderWarnings(warnings),
    `\n${renderRows('table', referenceColumns, referenceRows(document.references), options)}`,
    `self-loops: ${document.references.baseModels.selfLoops} of the base-model references, among listed or renamed\n`,
    unknown,
    `\nStreams: ${streams.length}, not at their end: ${open}\n`,
    renderRows('table', streamColumns, sortStreams(streams), options),
  ].join('');
}

const statusFacts = (document: StatusDocument) => [
  { label: 'Hub', text: document.endpoint },
  { label: 'Source', text: document.source },
  { label: periodLabel(document), text: period(document.startedAt, document.finishedAt) },
  { label: 'Scope', text: `${scopeText(document.scope)}; listed for ${document.protocol}` },
  { label: 'Holds', text: `${document.models} models, ${document.datasets} datasets` },
  { label: 'Complete', text: completeText(document.complete) },
  { label: 'Finished', text: document.finished ? 'yes' : 'no: run collect again, it goes on' },
  { label: 'Left out', text: `${document.rejected} rejected items, ${document.private} private repos` },
  { label: 'Renames', text: renamesText(document.renames) },
];

function sortStreams(streams: StatusDocument['streams']): StatusDocument['streams'] {
  const place = (state: string) => stateOrder.indexOf(state);
  return [...streams].sort((a, b) => place(a.state) - place(b.state));
}

function referenceRows({ datasets, baseModels }: StatusDocument['references']): object[] {
  const shareOf = (count: number | null, declared: number) =>
    count === null || declared === 0 ? null : count / declared;
  return (['declared', ...referenceStates] as const).map((state) => {
    const models = state === 'placeholder' ? null : baseModels[state];
    return {
      state,
      datasets: datasets[state],
      datasetShare: shareOf(datasets[state], datasets.declared),
      baseModels: models,
      baseModelShare: shareOf(models, baseModels.declared),
    };
  });
}
