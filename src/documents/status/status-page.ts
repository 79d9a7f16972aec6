import { countOf, formatWhole } from '../../count-words.ts';
import { type Column, filledColumns } from '../column.ts';
import type { Fact, Page, Section } from '../page.ts';
import {
  completeText,
  holdsText,
  period,
  periodLabel,
  renamesText,
  scopeText,
} from '../report/report-facts.ts';
import type { StatusDocument } from './status-document.ts';
import { listingTable, unknownTaskTable } from './status-tables.ts';

/** What became of the references of both kinds, side by side. */
const referenceColumns: readonly Column[] = [
  { key: 'state', heading: 'references', kind: 'text' },
  { key: 'datasets', heading: 'datasets', kind: 'count' },
  { key: 'datasetShare', heading: 'share', kind: 'share' },
  { key: 'baseModels', heading: 'base models', kind: 'count' },
  { key: 'baseModelShare', heading: 'share', kind: 'share' },
];

/** The state first: it shows which listing needs attention. */
const listingColumns: readonly Column[] = [
  ...listingTable.columns.filter(({ key }) => key === 'state'),
  ...listingTable.columns.filter(({ key }) => key !== 'state'),
];

/** Listings that need attention first. */
const stateOrder = ['failed', 'partial', 'done'];

/** The states of a reference, in the order of docs/columns.md. */
const referenceStates = [
  'listed',
  'renamed',
  'placeholder',
  'malformed',
  'outside',
  'missing',
  'unresolved',
] as const;

/** The state of a snapshot, for readers. @param warnings what the snapshot cannot see; JSON does not have them */
export function toStatusPage(document: StatusDocument, warnings: readonly string[] = []): Page {
  const { references, unknownTasks } = document;
  const sections: Section[] = [
    {
      title: 'References: what the declared names turned out to be',
      columns: referenceColumns,
      rows: toReferenceRows(references),
      notes: [
        `self-loops: ${formatWhole(references.baseModels.selfLoops)} of the base-model references, among listed or renamed`,
      ],
    },
  ];
  if (unknownTasks.length > 0) {
    const title = 'Task words without a modality: they have no row in a report';
    sections.push({ title, columns: unknownTaskTable.columns, rows: unknownTasks, notes: [] });
  }
  const listings = sortListings(document.streams);
  const open = listings.filter(({ state }) => state !== 'done').length;
  sections.push({
    title: `Listings: ${listings.length}, unfinished: ${open}`,
    columns: filledColumns(listingColumns, listings),
    rows: listings,
    notes: [],
  });
  return {
    title: '',
    facts: statusFacts(document),
    warnings,
    none: '',
    sections,
    table: { columns: listingColumns, rows: listings },
    json: document,
  };
}

const statusFacts = (document: StatusDocument): Fact[] => [
  { label: 'Hub', text: document.endpoint },
  { label: 'Source', text: document.source },
  { label: periodLabel(document), text: period(document.startedAt, document.finishedAt) },
  { label: 'Scope', text: `${scopeText(document.scope)}; listed for ${document.protocol}` },
  { label: 'Holds', text: holdsText(document) },
  { label: 'Complete', text: completeText(document.complete) },
  { label: 'Finished', text: document.finished ? 'yes' : 'no: run collect again to continue' },
  { label: 'Left out', text: leftOutText(document) },
  { label: 'Renames', text: renamesText(document.renames) },
  ...baseFacts(document.baseDifferences),
];

function baseFacts(found: StatusDocument['baseDifferences']): Fact[] {
  if (found === null) return [];
  const { models, differing, inBoth, onlyTags, onlyBaseModels, otherRelation, noRelation } = found;
  const text = `tags and baseModels differ for ${formatWhole(differing)} of ${countOf(models, 'model', 'models')}; bases: ${formatWhole(inBoth)} in both, ${formatWhole(onlyTags)} in the tags alone, ${formatWhole(onlyBaseModels)} in baseModels alone`;
  const examples = found.otherRelationExamples.map(
    ({ model, base, tags, baseModels }) =>
      `${model} of ${base}: ${tags.join(' and ')} in the tags, ${baseModels.join(' and ')} in baseModels`,
  );
  const others = `${countOf(otherRelation, 'model has', 'models have')} the same bases in both under another relation; ${countOf(noRelation, 'has', 'have')} the same bases, one without a relation`;
  return [
    { label: 'Base check', text },
    { label: 'Relations', text: [others, ...examples].join('; ') },
  ];
}

function leftOutText({ rejected, private: hidden, gone }: StatusDocument): string {
  const deleted =
    gone === null
      ? ''
      : `, ${countOf(gone.models, 'model', 'models')} and ${countOf(gone.datasets, 'dataset', 'datasets')} not listed any more (looked for ${gone.checkedAt})`;
  return `${countOf(rejected, 'rejected item', 'rejected items')}, ${countOf(hidden, 'private repo', 'private repos')}${deleted}`;
}

function sortListings(listings: StatusDocument['streams']): StatusDocument['streams'] {
  const place = (state: string) => stateOrder.indexOf(state);
  return [...listings].sort((a, b) => place(a.state) - place(b.state));
}

function toReferenceRows({ datasets, baseModels }: StatusDocument['references']): object[] {
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
