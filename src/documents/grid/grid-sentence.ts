import { countOf, formatWhole } from '../../count-words.ts';
import type { GridChoice } from '../../definitions/grid-choices.ts';
import { describeLeftOut } from '../few-members.ts';
import type { GridConclusion } from './grid-table.ts';

/** The conclusion of a grid, in one sentence; null if it orders nothing. Tasks of few members neither lead nor follow. */
export function gridSentence(
  choices: readonly GridChoice[],
  conclusions: readonly GridConclusion[],
): string | null {
  const [own] = choices;
  const others = conclusions.filter(
    ({ choice, setting }) => choice !== own?.choice || setting !== own.setting,
  );
  const left = leftOut(others);
  // One task alone is the first of any order.
  const compared = others.filter(({ tasks }) => tasks > 1);
  if (compared.length === 0) {
    return left === '' ? null : `Grid: no order of tasks can be compared${left}.`;
  }
  const same = compared.filter(isSameTask).length;
  const tied = compared.filter(({ top, sameTop }) => sameTop === true && top.length > 1).length;
  const orders = compared.filter(({ tau }) => tau !== null);
  const [least] = [...orders].sort((a, b) => (a.tau ?? 0) - (b.tau ?? 0));
  const ties =
    tied === 0
      ? ''
      : `; in ${formatWhole(tied)}, several tasks share the highest mean, as they do by the definition`;
  const worst =
    least === undefined
      ? ''
      : `; the order of tasks changes most with ${least.choice} ${least.setting} (${least.measure}, ${least.modality}: tau-b ${least.tau?.toFixed(2)})`;
  return `Grid: under ${countOf(compared.length, 'other choice', 'other choices')}, each for a measure and a modality, of the tasks with a mean both ways the same one has the highest in ${formatWhole(same)}${ties}${worst}${left}.`;
}

/** One task leads, and it is the one that leads by the protocol's own definition. */
const isSameTask = ({ top, sameTop }: GridConclusion): boolean => sameTop === true && top.length === 1;

/** How many tasks are left out of a measure under a choice or more; '' if none. */
const leftOut = (conclusions: readonly GridConclusion[]): string =>
  describeLeftOut(new Set(conclusions.flatMap(({ few }) => few)).size);
