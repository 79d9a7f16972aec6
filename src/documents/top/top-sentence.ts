import { formatWhole } from '../../count-words.ts';
import type { Ranking } from '../../definitions/top-choices.ts';
import { joinLeaders } from '../summary.ts';
import type { TopDocument } from './top.ts';

/** How many are named. */
const named = 3;

const wordOf = {
  uses: 'uses',
  owners: 'owners that use them',
  descendants: 'descendants',
  downloads: 'downloads',
} satisfies Record<Ranking, string>;

/** Who comes first, in one sentence, with the share of all uses that these receive. */
export function topSentence({
  kind,
  rankBy,
  total,
  rows,
}: Pick<TopDocument, 'kind' | 'rankBy' | 'total' | 'rows'>): string {
  const first = rows.slice(0, named);
  if (first.length === 0) return `None of the ${kind} in scope has any ${rankBy}.`;
  const names = joinLeaders(first.map((row) => ({ id: row.id, value: row[rankBy] ?? 0 })));
  const uses = first.reduce((sum, row) => sum + row.uses, 0);
  const share =
    total === 0
      ? ''
      : `; ${first.length === 1 ? 'it receives' : 'they receive'} ${percent(uses / total)} of ${total === 1 ? 'the only use' : `all ${formatWhole(total)} uses`}`;
  return `First by ${wordOf[rankBy]}: ${names}${share}.`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
