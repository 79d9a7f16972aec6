import { countOf } from '../../count-words.ts';
import type { Scope } from '../../definitions/scope.ts';
import type { Fact } from '../page.ts';
import { askedText, type DocumentRequest } from '../request.ts';
import { countReferences, describeOrder } from '../warnings.ts';
import type { RenameEffect, ReportDocument } from './report-row.ts';

/** What a reader must know before the first number: which Hub, when, how much, by which definitions. */
export function reportFacts(document: ReportDocument): Fact[] {
  const { snapshot, protocol, definitions, generator, comparison, request } = document;
  return [
    { label: 'Hub', text: snapshot.endpoint },
    { label: periodLabel(snapshot), text: period(snapshot.startedAt, snapshot.finishedAt) },
    { label: 'Scope', text: `${scopeText(snapshot.scope)}; listed for ${snapshot.protocol}` },
    { label: 'Holds', text: holdsText(snapshot) },
    { label: 'Complete', text: completeText(snapshot.complete) },
    {
      label: 'Protocol',
      text: `${protocol}; tasks of ${snapshot.tasksPackage}; ${generator.name} ${generator.version}`,
    },
    ...Object.entries(definitions).map(([question, text]) => ({ label: question, text, isDefinition: true })),
    ...Object.entries(comparison?.definitions ?? {}).map(([question, text]) => ({
      label: `${question} current`,
      text,
      isDefinition: true,
    })),
    { label: 'Asked', text: askedText(request) },
    ...renameFacts(document),
  ];
}

/** Renames matter where RQ2 is shown, and of its means only those of the rows. */
function renameFacts({ renames, rows, request }: ReportDocument): Fact[] {
  if (renames === null || request.questions?.includes('RQ2') !== true) return [];
  if (!hasWholeMeans(request)) return [{ label: 'Renames', text: movedText(renames) }];
  const shown = new Set(
    rows.filter(({ measure }) => measure === 'models-per-dataset').map(({ task }) => task),
  );
  const means = renames.means.filter(({ task }) => shown.has(task));
  return [{ label: 'Renames', text: renamesText({ ...renames, means }) }];
}

/** The effect on means is known of tasks as a whole: slices and modalities have other means, which it may change too. */
const hasWholeMeans = ({ by, measures, createdBefore, every, excludeSameOwner }: DocumentRequest): boolean =>
  by === 'task' &&
  measures?.includes('models-per-dataset') === true &&
  createdBefore === null &&
  every === null &&
  excludeSameOwner !== true;

/** How many repos a snapshot has, in words. */
export const holdsText = ({ models, datasets }: { models: number; datasets: number }): string =>
  `${countOf(models, 'model', 'models')}, ${countOf(datasets, 'dataset', 'datasets')}`;

/** Which snapshot, in one sentence: what no reader of a figure may miss. */
export function stateSentence({ snapshot, protocol, rows, coverage }: ReportDocument): string {
  const { endpoint, startedAt, finishedAt, complete, scope, source } = snapshot;
  const day = (finishedAt ?? startedAt).slice(0, 10);
  const made = source === 'simulation' ? 'MADE-UP DATA, ' : '';
  const states = [
    ...(complete ? [] : ['INCOMPLETE']),
    ...(scope.limited ? ['LIMITED, a trial'] : []),
    `${countOf(rows.length, 'row', 'rows')} by protocol ${protocol}`,
    ...sharesInRows(coverage),
  ];
  return `${made}${endpoint}, ${day}: ${states.join('; ')}.`;
}

/** A share that is not nothing is not `0 %`. */
const shareText = (some: number, all: number): string =>
  some > 0 && some / all < 0.005 ? 'under 1 %' : `${((100 * some) / all).toFixed(0)} %`;

/** `in them 54 % of what models declare for RQ1, 9 % for RQ2`: what the figures are of, known before them. */
function sharesInRows(coverage: ReportDocument['coverage']): string[] {
  const shares = coverage
    .filter(({ declared }) => declared > 0)
    .map(
      ({ question, declared, inRows }, place) =>
        `${shareText(inRows, declared)}${place === 0 ? ' of what models declare' : ''} for ${question}`,
    );
  return shares.length === 0 ? [] : [`in them ${shares.join(', ')}`];
}

/** What following renames did, in words. */
export function renamesText({ means, ...references }: RenameEffect): string {
  const moved = movedText(references);
  if (references.datasetReferences + references.baseModelReferences === 0) return moved;
  if (means.length === 0) return `${moved}; no RQ2 mean shown changed`;
  const changes = means.map(
    ({ task, without, with: found }) => `${task} ${without.toFixed(4)} → ${found.toFixed(4)}`,
  );
  return `${moved}; RQ2 means without and with them: ${changes.join(', ')}`;
}

/** How many references followed a rename, in words. */
const movedText = ({ datasetReferences, baseModelReferences }: Omit<RenameEffect, 'means'>): string =>
  datasetReferences + baseModelReferences === 0
    ? 'no reference reached its repo through an old name'
    : `${countReferences(datasetReferences, baseModelReferences)} reached their repo through an old name`;

/** How the rows came in: a dump's own day is another, earlier one. */
export const periodLabel = ({
  source,
  startedAt,
  finishedAt,
}: {
  source: string;
  startedAt: string;
  finishedAt: string | null;
}): string => {
  if (source !== 'dump') return 'Collected';
  // The importer may give the date of the dump.
  return startedAt === finishedAt ? 'Dated' : 'Imported';
};

/** When a collection ran. */
export const period = (startedAt: string, finishedAt: string | null): string =>
  finishedAt === null
    ? `${startedAt}, not finished`
    : startedAt === finishedAt
      ? startedAt
      : `${startedAt} to ${finishedAt}`;

/** Complete or not, in words. */
export const completeText = (complete: boolean): string =>
  complete ? 'yes' : 'NO: some listings did not reach their end';

/** What a collection covers, in words. */
export function scopeText(scope: Scope): string {
  const { all, modalities, tasks, limited } = scope;
  const named = tasks.length > 3 ? `${tasks.length} tasks` : tasks.join(', ');
  const what = all ? 'all repos, tasks or none' : `${named} (${modalities.join(', ')})`;
  return limited ? `${what}; LIMITED, a trial: the ${describeOrder(scope)} of each` : what;
}
