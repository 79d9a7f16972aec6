import type { Period } from '../../definitions/periods.ts';
import type { Relation } from '../../definitions/relations.ts';
import type { ReportRow } from '../../documents/report/report-row.ts';
import { usageError } from '../../errors.ts';
import type { Grouping } from '../../graph/groups.ts';
import { defaults } from '../defaults.ts';
import type { RowChoice } from '../report-rows.ts';
import { type RowRequest, type RowScope, toRowScope } from '../row-request.ts';

/** What a report is asked for; nothing of it need be given. */
export interface ReportRequest extends RowRequest {
  /** Protocol `current`, RQ3: only edges of these relations. */
  relations?: readonly Relation[];
  /** A row per task, where it is not given. */
  by?: Grouping;
  /** Only repos created before this moment: a full date (its beginning, UTC), or an ISO 8601 date-time with its zone. */
  createdBefore?: string;
  /** The history that the snapshot holds: these rows for each end of a period, and for the snapshot's own date. */
  every?: Period;
  /** Protocol `current`: leave out edges whose ends have one owner. */
  excludeSameOwner?: boolean;
  /** Protocol `current`, RQ1: rarefy to this number of declaring models, so that reports can be compared. */
  rarefyTo?: number;
  /** Rows whose headline population has fewer members are left out, and named in a note; 0 where it is not given. */
  minN?: number;
  /** The figure that rows are sorted by, descending, or `task`; `mean` where it is not given. */
  sort?: keyof ReportRow;
  /** How many resamples the bootstrap intervals take; no intervals where it is not given. */
  resamples?: number;
  /** Fit a power law to the tail of each row. */
  fitTail?: boolean;
  /** The same, and its p by this number of simulations. */
  simulations?: number;
  /** The seed of everything random; 1 where it is not given. */
  seed?: number;
  /** The points of the Lorenz curves. */
  lorenz?: boolean;
  /** Protocol `study-2025`, by task: the study's published figures beside ours. */
  compare?: boolean;
  /** By task: each headline mean under the other choices. */
  grid?: boolean;
  /** Refuse an incomplete snapshot. */
  requireComplete?: boolean;
}

/** A request that was judged, with every default filled in. */
export interface JudgedReport {
  choice: RowChoice;
  sort: keyof ReportRow;
  minN: number;
  every: Period | null;
  compare: boolean;
  grid: boolean;
  requireComplete: boolean;
}

/**
 * Judges a request, and fills its defaults in.
 * @throws HfreuseError (exit 2) for what no report can be: unknown words, or parts that contradict each other
 */
export function judgeReport(request: ReportRequest): JudgedReport {
  const scope = toRowScope(request);
  const {
    by = defaults.by,
    sort = defaults.sort,
    relations,
    createdBefore,
    excludeSameOwner = false,
  } = request;
  const { resamples = 0, fitTail, simulations, lorenz, seed = defaults.seed } = request;
  const refusal = conflicts.flatMap((check) => check({ ...request, by }, scope) ?? [])[0];
  if (refusal !== undefined) throw usageError(refusal);
  return {
    choice: {
      ...scope,
      relations: relations ?? null,
      by,
      createdBefore,
      excludeSameOwner,
      rarefyTo: request.rarefyTo,
      requests: {
        resamples,
        fitTail: fitTail === true || simulations !== undefined,
        simulations: simulations ?? 0,
        lorenz: lorenz === true,
        seed,
      },
    },
    sort,
    minN: request.minN ?? 0,
    every: request.every ?? null,
    compare: request.compare === true,
    grid: request.grid === true,
    requireComplete: request.requireComplete === true,
  };
}

/** Fewer resamples or simulations give ends of intervals, and a p, too coarse to be held against anything. */
const leastDraws = 100;

const questionNumbers = (questions: readonly string[]): string =>
  questions.map((name) => name.slice(2)).join(',');

/** What does not go together: each names the part of the request, and why. */
const conflicts: readonly ((request: ReportRequest & { by: Grouping }, scope: RowScope) => string | null)[] =
  [
    ({ resamples, simulations }) => {
      const few = [resamples, simulations].find(
        (number) => number !== undefined && number !== 0 && !(number >= leastDraws),
      );
      return few === undefined
        ? null
        : `${few === resamples ? '--ci' : '--fit-p'} takes ${leastDraws} or more, not ${few}`;
    },
    ({ relations }, { protocol }) =>
      relations === undefined || protocol === 'current'
        ? null
        : '--relation goes with --protocol current only: the study counts lists, not relations',
    ({ relations }, { questions }) =>
      relations === undefined || questions.includes('RQ3')
        ? null
        : `--relation goes with RQ3 only, but --question asks for ${questionNumbers(questions)}; add 3 to it`,
    ({ excludeSameOwner }, { protocol }) =>
      excludeSameOwner !== true || protocol === 'current'
        ? null
        : '--exclude-same-owner goes with --protocol current only: the study counts lists, not edges',
    ({ rarefyTo }, { protocol, questions }) => {
      if (rarefyTo === undefined) return null;
      if (!(Number.isInteger(rarefyTo) && rarefyTo >= 1))
        return `--rarefy takes a whole number, 1 or more, not ${rarefyTo}`;
      if (protocol !== 'current')
        return '--rarefy goes with --protocol current only: the study counts no distinct datasets';
      return questions.includes('RQ1')
        ? null
        : `--rarefy goes with RQ1 only, but --question asks for ${questionNumbers(questions)}; add 1 to it`;
    },
    ({ createdBefore }) =>
      createdBefore === undefined || !Number.isNaN(Date.parse(createdBefore))
        ? null
        : `--created-before takes a date, not ${JSON.stringify(createdBefore)}`,
    ({ every, createdBefore, compare, grid }) => {
      if (every === undefined) return null;
      if (createdBefore !== undefined)
        return '--every makes its own slices, so it does not go with --created-before';
      const other = compare === true ? '--compare' : grid === true ? '--grid' : null;
      return other === null ? null : `--every does not go with ${other}, which describes one slice`;
    },
    ({ compare }, { protocol }) =>
      compare !== true || protocol === 'study-2025'
        ? null
        : `--compare compares with the published figures of the study: it takes --protocol study-2025, not ${protocol}`,
    ({ compare, by }) =>
      compare !== true || by === 'task'
        ? null
        : `--compare takes --by task, not ${by}: the study published figures by task`,
    ({ grid, by }) =>
      grid !== true || by === 'task'
        ? null
        : `--grid takes --by task, not ${by}: it ranks the tasks of a modality`,
    ({ grid, relations, excludeSameOwner }) => {
      if (grid !== true || (relations === undefined && excludeSameOwner !== true)) return null;
      const other = relations === undefined ? '--exclude-same-owner' : '--relation';
      return `--grid starts from the protocol's own definition, which ${other} changes; choose one`;
    },
  ];
