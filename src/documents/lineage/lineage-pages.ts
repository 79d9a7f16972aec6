import { countOf, formatWhole } from '../../count-words.ts';
import { filledColumns } from '../column.ts';
import type { Fact, Page, Section } from '../page.ts';
import { withProvenance } from '../provenance.ts';
import { completeText, period, periodLabel, scopeText } from '../report/report-facts.ts';
import { askedText } from '../request.ts';
import type { Table } from '../table.ts';
import type {
  FamilyDocument,
  LineageDocument,
  LineageHead,
  RemovalDocument,
  UsersDocument,
} from './lineage.ts';
import {
  generationTable,
  lineageTopTable,
  parentTable,
  relativeTable,
  removalTable,
  rootTable,
  usersByTaskTable,
  userTable,
} from './lineage-tables.ts';

/** Which snapshot it is that the lineages are of. */
export const headFacts = ({ snapshot, generator, request }: LineageHead): Fact[] => [
  { label: 'Hub', text: snapshot.endpoint },
  { label: periodLabel(snapshot), text: period(snapshot.startedAt, snapshot.finishedAt) },
  { label: 'Scope', text: `${scopeText(snapshot.scope)}; listed for ${snapshot.protocol}` },
  { label: 'Complete', text: completeText(snapshot.complete) },
  { label: 'Asked', text: askedText(request) },
  { label: 'By', text: `${generator.name} ${generator.version}` },
];

const percent = (part: number, whole: number): string =>
  whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`;

const section = (
  title: string,
  { columns }: Table,
  rows: readonly object[],
  notes: string[] = [],
): Section => ({
  title,
  // The first column names what the rows are of: nothing there means none.
  columns: [...columns.slice(0, 1), ...filledColumns(columns.slice(1), rows)],
  rows,
  notes,
});

/** The shape of all lineages, for readers. */
export function toLineagePage(document: LineageDocument): Page {
  const { models, edges, ghosts, bases, components, largestComponent, cycles, relations } = document;
  const merges = document.parents
    .filter(({ parents }) => parents > 1)
    .reduce((sum, one) => sum + one.models, 0);
  return {
    title: 'Lineages of models on the Hugging Face Hub',
    lead: document.summary.map(({ says }) => says),
    facts: [
      ...headFacts(document),
      {
        label: 'Models',
        text: `${formatWhole(models)} take part in ${countOf(edges, 'base-model edge', 'base-model edges')}; ${formatWhole(ghosts)} of them are not in the snapshot`,
      },
      {
        label: 'Bases',
        text: `${countOf(bases, 'has derivatives and names', 'have derivatives and name')} no base`,
      },
      { label: 'Merges', text: `${countOf(merges, 'model names', 'models name')} more than one base` },
      {
        label: 'Components',
        text: `${formatWhole(components)}; the largest holds ${countOf(largestComponent, 'model', 'models')} (${percent(largestComponent, models)})`,
      },
      { label: 'Cycles', text: formatWhole(cycles) },
      {
        label: 'Relations',
        text: Object.entries(relations)
          .map(([name, n]) => `${name} ${formatWhole(n)}`)
          .join(', '),
      },
    ],
    warnings: document.warnings,
    none: edges === 0 ? 'No lineage: no model names a base.' : '',
    sections: [
      section('The bases with most derivatives', lineageTopTable, document.top),
      section(
        `Root lineages by task: bases with at least ${document.leastDescendants} descendants`,
        rootTable,
        document.roots,
      ),
      section('Models by generation: shortest distance from any base', generationTable, document.generations),
      section('Models by the number of bases that they name', parentTable, document.parents),
    ],
    table: withProvenance(document, { columns: lineageTopTable.columns, rows: document.top }),
    beside: { ...document, top: undefined },
    json: document,
  };
}

/** The lineage of one model, for readers: what is above it and below it. */
export function toFamilyPage(document: FamilyDocument): Page {
  const { model, ancestors, descendants, otherParents, hidden } = document;
  const rows = [...ancestors.map((row) => ({ ...row, distance: -row.distance })), ...descendants];
  const cut = Object.entries(hidden).map(([relation, n]) => `${formatWhole(n)} ${relation}`);
  return {
    title: `The lineage of ${model.id}`,
    facts: [
      ...headFacts(document),
      {
        label: 'Model',
        text: `${model.id}${model.ghost ? ' (not in the snapshot)' : ''}: ${countOf(model.derivatives, 'derivative', 'derivatives')}, ${countOf(model.descendants, 'descendant', 'descendants')}, the deepest ${countOf(model.maxGeneration ?? 0, 'generation', 'generations')} below`,
      },
    ],
    warnings: document.warnings,
    none: rows.length === 0 ? 'No lineage: it names no base, and no model names it.' : '',
    sections: [
      ...(ancestors.length === 0 ? [] : [section('Ancestors', relativeTable, ancestors)]),
      ...(descendants.length === 0
        ? []
        : [
            section('Descendants', relativeTable, descendants, [
              ...(cut.length === 0 ? [] : [`not shown: ${cut.join(', ')}; see --down and --width`]),
              ...otherParents.map(
                ({ id, of, relations }) => `${of} also names ${id} (${relations.join(', ')})`,
              ),
            ]),
          ]),
    ],
    table: withProvenance(document, { columns: relativeTable.columns, rows }),
    beside: { ...document, ancestors: undefined, descendants: undefined },
    json: document,
  };
}

/** Who uses one dataset, for readers. */
export function toUsersPage(document: UsersDocument): Page {
  const { dataset, users, byTask, rows } = document;
  return {
    title: `The users of ${dataset.id}`,
    facts: [
      ...headFacts(document),
      {
        label: 'Dataset',
        text: `${dataset.id}${dataset.ghost ? ' (not in the snapshot)' : ''}: declared by ${countOf(users, 'model', 'models')}`,
      },
    ],
    warnings: document.warnings,
    none: users === 0 ? 'No model of the snapshot declares it.' : '',
    sections: [
      section('Models by task', usersByTaskTable, byTask),
      section('Models, those with most downloads first', userTable, rows),
    ],
    table: withProvenance(document, { columns: userTable.columns, rows }),
    beside: { ...document, rows: undefined },
    json: document,
  };
}

/** What falls with some models, for readers. */
export function toRemovalPage(document: RemovalDocument): Page {
  const { removed, descendants, unavailable, byTask } = document;
  const named =
    removed.length <= 5
      ? removed.join(', ')
      : `${removed.slice(0, 5).join(', ')} and ${formatWhole(removed.length - 5)} more`;
  return {
    title: 'What would be lost with the repos removed',
    facts: [
      ...headFacts(document),
      { label: 'Removed', text: `${formatWhole(removed.length)}: ${named}` },
      {
        label: 'Descendants',
        text: `${countOf(descendants, 'model descends', 'models descend')} from ${removed.length === 1 ? 'the repo' : 'the repos'} removed`,
      },
      {
        label: 'Unavailable',
        text: `${countOf(unavailable, 'of them is an adapter', 'of them are adapters')} of a model that would be gone, and could not run`,
      },
    ],
    warnings: document.warnings,
    none: descendants === 0 ? 'Nothing would be lost: no model descends from it.' : '',
    sections: [section('Descendants by task', removalTable, byTask)],
    table: withProvenance(document, { columns: removalTable.columns, rows: byTask }),
    beside: { ...document, byTask: undefined },
    json: document,
  };
}
