import { countOf } from '../warnings.ts';
import type { Grid } from './grid.ts';
import type { GridConclusion } from './grid-table.ts';

/** The conclusion of a grid, in one sentence; null if it orders nothing. */
export function gridSentence({ conclusions, choices }: Grid): string | null {
  const [own] = choices;
  const others = conclusions.filter(
    ({ choice, setting, sameTop }) => sameTop !== null && (choice !== own?.choice || setting !== own.setting),
  );
  if (others.length === 0) return null;
  const same = others.filter(isSameTask).length;
  const tied = others.filter(({ top, sameTop }) => sameTop === true && top.length > 1).length;
  const orders = others.filter(({ tau }) => tau !== null);
  const [least] = [...orders].sort((a, b) => (a.tau ?? 0) - (b.tau ?? 0));
  const ties =
    tied === 0 ? '' : `; in ${tied}, several tasks share the highest mean, as they do by the definition`;
  const worst =
    least === undefined
      ? ''
      : `; the order of tasks changes most with ${least.choice} ${least.setting} (${least.measure}, ${least.modality}: tau-b ${least.tau?.toFixed(2)})`;
  return `Grid: under ${countOf(others.length, 'other choice', 'other choices')}, each for a measure and a modality, of the tasks with a mean both ways the same one has the highest in ${same}${ties}${worst}.`;
}

/** One task leads, and it is the one that leads by the protocol's own definition. */
const isSameTask = ({ top, sameTop }: GridConclusion): boolean => sameTop === true && top.length === 1;
