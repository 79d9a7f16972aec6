import type { Protocol, Question } from '../../definitions/protocols.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';
import { coverageSql } from './coverage-sql.ts';
import { type EdgeChoice, isSlice } from './edge-choice.ts';

/** Distinct pairs of a model and a declared name that lead to the same place. */
export interface CoverageGroup {
  question: Question;
  /** `target`: something listed; then its tasks, as the protocol sees them. */
  sort: 'target' | 'outside' | 'notRepo';
  tasks: string[];
  pairs: number;
}

/** Which pairs of a model and a declared name are asked for. */
export interface CoverageChoice extends EdgeChoice {
  protocol: Protocol;
}

/** Where what is declared leads. The derived tables must be there. */
export async function readCoverageGroups(
  snapshot: Snapshot,
  choice: CoverageChoice,
): Promise<CoverageGroup[]> {
  const { protocol } = choice;
  const from = isSlice(choice)
    ? `(${coverageSql(protocol, choice).join(' UNION ALL ')})`
    : `(FROM coverage_groups WHERE protocol = '${protocol}')`;
  const rows = await readRows(
    snapshot.connection,
    `SELECT question, sort, to_json(tasks)::VARCHAR AS tasks, pairs::DOUBLE AS pairs FROM ${from} WHERE pairs > 0`,
  );
  return rows.map(({ question, sort, tasks, pairs }) => ({
    question: question as Question,
    sort: sort as CoverageGroup['sort'],
    tasks: JSON.parse(String(tasks)),
    pairs: Number(pairs),
  }));
}
