import type { Dice } from './sql-hash.ts';

/** The second that the Hub gave to everything older than itself, and the end of the simulated history. */
const first = Date.UTC(2022, 2, 2, 23, 29, 4) / 1000;
const last = Date.UTC(2026, 7, 31) / 1000;

/** One repo in thirty is as old as the Hub's clock. */
const oldestShare = 1 / 30;

/** SQL for the second (since 1970) in which repo `i` of `repos` was made; the Hub grows like time squared. */
export function createdSecond(i: string, repos: number): string {
  const oldest = Math.floor(repos * oldestShare);
  const later = Math.max(1, repos - oldest);
  return `CASE WHEN ${i} <= ${oldest} THEN ${first}::BIGINT
    ELSE ${first} + floor(${last - first} * sqrt((${i} - ${oldest}) / ${later}.0::DOUBLE))::BIGINT END`;
}

/**
 * SQL for the raw columns that both kinds share, from columns `i` and `second`; `middle` is ten of the id's 24
 * hexadecimal digits. The last six count the repos, and what does not fit there is added to the middle.
 */
export const sharedColumns = ({ uniform }: Dice, middle: string, id: string): string => `
  printf('%08x%010x%06x', second, ${Number.parseInt(middle, 16)} + (i::BIGINT >> 24) * 65536, i::BIGINT & 16777215) AS hub_id, ${id} AS id,
  make_timestamp(second * 1000000)::TIMESTAMP_MS AS created_at,
  make_timestamp(1000000 * least(${last} + 3600, second + floor(40000000 * ${uniform('i', 'touched')}
    * ${uniform('i', 'touched much')} * ${uniform('i', 'touched later')})::BIGINT))::TIMESTAMP_MS AS last_modified,
  greatest(0, floor(6 / (${uniform('i', 'downloads')} + 0.0000001)) - 9)::BIGINT AS downloads,
  floor(0.3 / (${uniform('i', 'likes')} + 0.00002))::BIGINT AS likes,
  CASE WHEN ${uniform('i', 'gated')} > 0.035 THEN 'false' WHEN i % 3 = 0 THEN 'manual' ELSE 'auto' END AS gated`;
