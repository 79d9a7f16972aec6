import type { Protocol } from '../../definitions/protocols.ts';
import type { Scope } from '../../definitions/scope.ts';
import type { ReportDocument, ReportRow } from '../report/report-row.ts';
import { type SnapshotFacts, warningsFor } from '../warnings.ts';

/** One date of an export: where it comes from and what it covers. */
export interface TrendSnapshot {
  /** YYYY-MM-DD. */
  date: string;
  endpoint: string;
  source: string;
  protocol: string;
  scope: Scope;
  cards: boolean;
  dump: SnapshotFacts['dump'];
  tasksPackage: string;
  startedAt: string;
  /** Null where it is not complete. */
  finishedAt: string | null;
  complete: boolean;
  models: number;
  datasets: number;
}

/** A row of a report, of one date. */
export type TrendRow = ReportRow & { snapshotDate: string };

/** The whole of `report --trend`. */
export interface TrendDocument
  extends Pick<
    ReportDocument,
    'schemaVersion' | 'generator' | 'protocol' | 'request' | 'definitions' | 'warnings'
  > {
  /** What it comes to, a sentence each. */
  summary: { says: string }[];
  /** The oldest first. */
  snapshots: TrendSnapshot[];
  rows: TrendRow[];
}

/** A row of `snapshotsSql`, its JSON texts read. */
export function toTrendSnapshot(row: Record<string, unknown>): TrendSnapshot {
  const text = (name: string): string => String(row[name]);
  return {
    date: text('date'),
    endpoint: text('endpoint'),
    source: text('source'),
    protocol: text('protocol'),
    scope: JSON.parse(text('scope')),
    cards: row.cards === true,
    dump: row.dump === null ? null : JSON.parse(text('dump')),
    tasksPackage: text('tasks_package'),
    startedAt: text('started_at'),
    finishedAt: row.finished_at === null ? null : text('finished_at'),
    complete: row.complete === true,
    models: Number(row.models),
    datasets: Number(row.datasets),
  };
}

/** A row of the query that `buildSql` gives, with the JSON names: `effective_number` → `effectiveNumber`. */
export const toTrendRow = (row: Record<string, unknown>): TrendRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  ) as unknown as TrendRow;

/**
 * What the figures of some date cannot see, each sentence once and with its dates unless it holds for all of them; and
 * what the dates differ in beside the Hub itself. Counts of names and items are left to each date's own report.
 */
export function trendWarnings(
  snapshots: readonly TrendSnapshot[],
  asked: { protocol: Protocol; questions: readonly string[]; modalities: readonly string[] },
): string[] {
  const datesOf = new Map<string, string[]>();
  for (const snapshot of snapshots) {
    const own = snapshot.complete ? [] : ['Incomplete: some listings did not reach their end.'];
    for (const warning of [...own, ...warningsFor(toFacts(snapshot), asked)]) {
      datesOf.set(warning, [...(datesOf.get(warning) ?? []), snapshot.date]);
    }
  }
  const warnings = [...datesOf].map(([warning, dates]) =>
    dates.length === snapshots.length ? warning : `${datesText(dates)}: ${warning}`,
  );
  const differing = compared.filter((key) => new Set(snapshots.map((s) => JSON.stringify(s[key]))).size > 1);
  if (differing.length > 0) {
    const words = differing.map((key) => (key === 'tasksPackage' ? 'tasks package' : key)).join(', ');
    warnings.push(`The dates differ in ${words}, so changes between them may come from that.`);
  }
  return warnings;
}

/** What should be the same on all dates. */
const compared = ['endpoint', 'source', 'protocol', 'scope', 'cards', 'tasksPackage'] as const;

function datesText(dates: readonly string[]): string {
  const [first, last] = [dates[0], dates.at(-1)];
  return dates.length <= 3 ? dates.join(', ') : `${dates.length} dates from ${first} to ${last}`;
}

const toFacts = ({ protocol, scope, cards, dump, complete }: TrendSnapshot): SnapshotFacts => ({
  ...{ protocol, scope, cards, complete },
  // Each date's dump has a name and an age of its own.
  dump: dump === null ? null : { of: 'the Hub', latest: null, kinds: dump.kinds },
  ...{ openListings: [], rejected: 0, privateRepos: 0, updates: 0 },
  unresolved: { datasets: 0, baseModels: 0 },
  unknownTasks: { words: 0, models: 0, datasets: 0 },
});
