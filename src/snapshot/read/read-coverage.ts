import type { Protocol, Question } from '../../definitions/protocols.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readJson } from '../file/query.ts';
import { study2025CoverageSql } from './coverage-sql.ts';
import type { EdgeChoice } from './edge-choice.ts';

/** Distinct pairs of a model and a declared name that lead to the same place. */
export interface CoverageGroup {
  question: Question;
  /** `target`: something listed; then its tasks, as the protocol sees them. */
  sort: 'target' | 'outside' | 'notRepo';
  tasks: string[];
  pairs: number;
}

/** Where what is declared leads, of all that there is. The derived tables must be there. */
export const readCoverageGroups = (snapshot: Snapshot, protocol: Protocol): Promise<CoverageGroup[]> =>
  readGroups(snapshot, `(FROM coverage_groups WHERE protocol = '${protocol}')`);

/** The same of a slice under `study-2025`. */
export const readStudy2025Coverage = (snapshot: Snapshot, choice: EdgeChoice): Promise<CoverageGroup[]> =>
  readGroups(snapshot, `(${study2025CoverageSql(choice).join(' UNION ALL ')})`);

async function readGroups({ connection }: Snapshot, from: string): Promise<CoverageGroup[]> {
  const sql = `SELECT list({question: question, sort: sort, tasks: tasks, pairs: pairs}) FROM ${from} WHERE pairs > 0`;
  return (await readJson<CoverageGroup[]>(connection, sql)) ?? [];
}
