import { definitionsOf, protocols } from '../../definitions/protocols.ts';
import { modalities } from '../../definitions/tasks.ts';
import type { ReportDocument, ReportRow } from '../../documents/report/report-row.ts';
import { type Undated, warningsFor } from '../../documents/warnings.ts';
import { version } from '../../version.ts';
import type { RowChoice } from '../report-rows.ts';
import { type SnapshotState, toFacts } from '../snapshot-facts.ts';
import { comparisonWarning } from './compare.ts';
import type { Extras } from './extras.ts';

/** The whole report: which snapshot, by which definitions, what it cannot see, and the rows. */
export function toDocument(
  state: SnapshotState,
  choice: RowChoice,
  rows: ReportRow[],
  { extras, undated }: { extras: Extras; undated: Undated | null },
): ReportDocument {
  const { provenance } = state;
  return {
    schemaVersion: 1,
    generator: { name: 'hfreuse', version },
    snapshot: {
      endpoint: provenance.endpoint,
      protocol: provenance.protocol,
      scope: provenance.scope,
      startedAt: provenance.startedAt,
      finishedAt: provenance.finishedAt,
      complete: state.complete,
      models: state.models,
      datasets: state.datasets,
      tasksPackage: provenance.tasksPackage,
      source: provenance.source,
    },
    protocol: choice.protocol,
    definitions: definitionsOf(choice),
    warnings: warningsOf(state, choice, extras, undated),
    renames: choice.protocol === 'current' ? state.renames : null,
    rows,
    ...extras,
  };
}

/** A comparison or a grid shows both protocols, so that what either cannot see is said. */
function warningsOf(
  state: SnapshotState,
  choice: RowChoice,
  { comparison, grid }: Extras,
  undated: Undated | null,
): string[] {
  const under = (protocol: RowChoice['protocol']) =>
    warningsFor(toFacts(state), {
      protocol,
      questions: choice.questions,
      createdBefore: choice.createdBefore,
      undated,
      excludeSameOwner: choice.excludeSameOwner,
      modalities: choice.modalities ?? (choice.tasks === null ? [...modalities] : []),
    });
  const own = under(choice.protocol);
  if (comparison === undefined && grid === undefined) return own;
  const published = comparison === undefined ? [] : [comparisonWarning];
  return [...new Set([...published, ...own, ...protocols.flatMap(under)])];
}
