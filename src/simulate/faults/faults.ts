import { usageError } from '../../errors.ts';
import { mix32 } from '../generate/sql-hash.ts';
import type { Transfer } from '../serve/send-file.ts';

/** One thing that goes wrong with one request. */
export type Fault =
  /** The answer is right, but late. */
  | { kind: 'delay'; waitMs: number }
  /** The connection is cut after this many bytes of the right body. */
  | { kind: 'reset'; afterBytes: number }
  /** 429. `left` above 0 = another limit than the one in the headers. */
  | { kind: 'limit'; form: 'json' | 'text' | 'html'; left: number; resetS: number; retryAfterS?: number }
  /** An error of the server or of a proxy in front of it. */
  | { kind: 'status'; status: number; form: 'json' | 'html' }
  /** 200 with a page for people. */
  | { kind: 'html' }
  /** 200 with `{"error": …}`. */
  | { kind: 'error-object' }
  /** 200 with half of the JSON, and a Content-Length that fits. */
  | { kind: 'truncated' }
  /** Half of the previous page again; the listing goes on after it. */
  | { kind: 'duplicate-page' }
  /** No items, but a link to a next page that has them. */
  | { kind: 'empty-page' }
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

/** Draws a whole number from 0 up to but not including `bound`. */
type Draw = (bound: number) => number;

/** The draws of one seed for the n-th request. */
function toDraw(seed: number, number: number): Draw {
  let state = mix32(mix32(seed) ^ Math.imul(number + 1, 0x9e3779b1));
  return (bound) => {
    state = mix32(state + 0x9e3779b9);
    return state % bound;
  };
}

/** Whether an event of this probability (0–1) happens. */
const happens = (draw: Draw, probability: number): boolean => draw(0x100000) < probability * 0x100000;

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
    const draw = toDraw(seed, number);
    if (!happens(draw, density)) return null;
    return passing[kinds[draw(kinds.length)] ?? '']?.(draw) ?? null;
  };
}

/** A plan in which, once among the first 40 requests, all cursors go stale as well. */
export function addStaleCursors(seed: number, plan: FaultPlan): FaultPlan {
  const draw = toDraw(seed, -1);
  const at = draw(40);
  return (request) => (request.number === at ? (passing['stale-cursors']?.(draw) ?? null) : plan(request));
}

/**
 * What goes wrong with downloads of files, drawn from a seed: about `density` (0–1) of them are cut, slow, or sent
 * from the beginning although only the rest was asked for.
 */
export const drawTransfers =
  (seed: number, density: number): ((request: { number: number }) => Transfer) =>
  ({ number }) => {
    const draw = toDraw(seed, number);
    if (!happens(draw, density)) return {};
    const form = draw(3);
    if (form === 0) return { cutAfter: draw(100_000) };
    return form === 1 ? { pauseMs: 1 + draw(20) } : { ignoresRanges: true };
  };
