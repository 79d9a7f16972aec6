import { usageError } from '../../errors.ts';
import { mix32 } from '../generate/sql-hash.ts';

/** One thing that goes wrong with one request. */
export type Fault =
  /** The answer is right, but late. */
  | { kind: 'delay'; waitMs: number }
  /** The connection is cut after this many bytes of the right body. */
  | { kind: 'reset'; afterBytes: number }
  /** 429. `left` above 0 = another limit than the one in the headers. */
  | { kind: 'limit'; form: 'json' | 'text' | 'html'; left: number; resetS: number; retryAfterS?: number }
  /** An error of the server or of what stands before it. */
  | { kind: 'status'; status: number; form: 'json' | 'html' }
  /** 200 with a page for people. */
  | { kind: 'html' }
  /** 200 with `{"error": …}`. */
  | { kind: 'error-object' }
  /** 200 with half of the JSON, and a Content-Length that fits. */
  | { kind: 'truncated' }
  /** 200 with a list whose one item is so large. */
  | { kind: 'oversized'; bytes: number }
  /** Half of the page before once more; the listing goes on after it. */
  | { kind: 'duplicate-page' }
  /** No items, but a link to a next page that has them. */
  | { kind: 'empty-page' }
  /** A next link to another origin. */
  | { kind: 'foreign-link'; origin: string }
  /** A redirect to itself. */
  | { kind: 'redirect-loop' }
  /** A redirect of this request to another origin. */
  | { kind: 'foreign-redirect'; origin: string }
  /** All cursors issued so far are refused from now on, this request's own included, until issued again. */
  | { kind: 'stale-cursors'; status: 400 | 404 | 500 };

/** A request as a fault plan sees it. */
export interface FaultRequest {
  /** The n-th request to this server, from 0. */
  number: number;
  /** Path and query. */
  url: string;
}

/** Decides for every request what goes wrong with it; null = nothing. */
export type FaultPlan = (request: FaultRequest) => Fault | null;

/** Faults by request number. */
export const faultList =
  (faults: Readonly<Record<number, Fault>>): FaultPlan =>
  ({ number }) =>
    faults[number] ?? null;

type Draw = (most: number) => number;

/** Faults that a patient client gets over by asking again. */
const passing: Record<string, (draw: Draw) => Fault> = {
  delay: (draw) => ({ kind: 'delay', waitMs: draw(40) }),
  reset: (draw) => ({ kind: 'reset', afterBytes: draw(2) === 0 ? 0 : draw(5000) }),
  limit: (draw) => {
    const left = draw(3) === 0 ? 1 + draw(400) : 0;
    const form = (['json', 'text', 'html'] as const)[draw(3)] ?? 'json';
    return { kind: 'limit', form, left, resetS: draw(3), ...(draw(2) === 0 ? { retryAfterS: draw(2) } : {}) };
  },
  status: (draw) => ({
    kind: 'status',
    status: [500, 502, 503, 504, 408][draw(5)] ?? 500,
    form: draw(2) === 0 ? 'json' : 'html',
  }),
  html: () => ({ kind: 'html' }),
  'error-object': () => ({ kind: 'error-object' }),
  truncated: () => ({ kind: 'truncated' }),
  'duplicate-page': () => ({ kind: 'duplicate-page' }),
  'empty-page': () => ({ kind: 'empty-page' }),
  'stale-cursors': (draw) => ({
    kind: 'stale-cursors',
    status: ([400, 404, 500] as const)[draw(3)] ?? 400,
  }),
};

/** Words for the faults that {@link drawFaults} can draw. */
export const passingFaults: readonly string[] = Object.keys(passing);

/**
 * A seeded plan: about `density` (0–1) of all requests go wrong, in a way that asking again gets over.
 * @param kinds which of {@link passingFaults} to draw from; all but `stale-cursors`, which throws listings back to
 *   their beginning, where not given
 * @throws HfreuseError (exit 2) for a kind that is none of them
 */
export function drawFaults(
  seed: number,
  density: number,
  kinds: readonly string[] = passingFaults.filter((kind) => kind !== 'stale-cursors'),
): FaultPlan {
  const unknown = kinds.find((kind) => passing[kind] === undefined);
  if (unknown !== undefined || kinds.length === 0) {
    throw usageError(`there is no fault ${unknown ?? ''}: choose from ${passingFaults.join(', ')}`);
  }
  return ({ number }) => {
    let state = mix32(mix32(seed) ^ Math.imul(number + 1, 0x9e3779b1));
    const draw: Draw = (most) => {
      state = mix32(state + 0x9e3779b9);
      return state % most;
    };
    if (draw(0x100000) >= density * 0x100000) return null;
    return passing[kinds[draw(kinds.length)] ?? '']?.(draw) ?? null;
  };
}
