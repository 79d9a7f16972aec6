import { parseMoment } from '../../cli/parse-moment.ts';
import { refuseForeign, refuseUnknown } from '../../definitions/scope.ts';
import { usageError } from '../../errors.ts';
import type { ReportOptions } from '../report.ts';

/**
 * Refuses what no report can be: unknown words, impossible dates, options that contradict each other.
 * @throws HfreuseError (exit 2) naming the option and the choices
 */
export function checkReportOptions(options: ReportOptions): void {
  checkScope(options);
  checkCombinations(options);
  const { createdBefore } = options;
  if (createdBefore !== undefined && parseMoment(createdBefore) === null) {
    throw usageError(
      `--created-before takes a date such as 2025-02-15, or a date-time with its zone such as 2025-02-15T12:00:00Z, not ${JSON.stringify(createdBefore)}`,
    );
  }
}

function checkScope({ protocol, modality, task }: ReportOptions): void {
  const everything = modality?.includes('all') === true;
  const refusal =
    refuseUnknown({
      protocol,
      modality: everything ? modality?.filter((name) => name !== 'all') : modality,
      task,
    }) ?? (modality === undefined || everything ? null : refuseForeign(protocol, modality, task ?? []));
  if (refusal !== null) throw usageError(refusal.problem);
}

function checkCombinations({
  protocol,
  relation,
  question,
  lorenz,
  format,
  excludeSameOwner,
}: ReportOptions): void {
  if (relation !== undefined && protocol !== 'current') {
    throw usageError('--relation goes with --protocol current only: the study counts lists, not relations');
  }
  if (relation !== undefined && !question.includes('3')) {
    throw usageError(
      `--relation goes with RQ3 only, but --question asks for ${question.join(',')}; add 3 to it`,
    );
  }
  if (lorenz === true && format !== 'json') {
    throw usageError('--lorenz gives the points of a curve, which only --format json can hold');
  }
  if (excludeSameOwner === true && protocol !== 'current') {
    throw usageError(
      '--exclude-same-owner goes with --protocol current only: the study counts lists, not edges',
    );
  }
}
