import type { World } from '../../io.ts';
import type { HubEvent } from './events.ts';
import { longestWaitMs, type RateLimit } from './rate-limit.ts';

/** One fixed window of the Hub's limit, as reported by its answers. Times in ms since 1970. */
interface Window {
  /** The lowest count of requests left that an answer named: that of the request which the Hub counted last. */
  left: number;
  /** When that request was sent. */
  sentAt: number;
  /** When requests ended without naming a count; the Hub may have counted them after that request. */
  lostAt: number[];
  /** The window ends between these two. */
  endsFrom: number;
  endsBy: number;
}

interface Waiting {
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * Decides when a request may be sent, for all listings together: as many as the window holds, then none until it is
 * over. Every answered request is in the lowest count that we saw, so what is certainly left is that count less the
 * requests in flight and those that were lost since. Where nothing is known (at the start, and when a window is over)
 * one request goes ahead alone.
 */
export class Pacing {
  readonly #io: World;
  readonly #concurrency: number;
  readonly #report: (event: HubEvent) => void;
  readonly #queue: Waiting[] = [];
  #inFlight = 0;
  #window: Window | null = null;
  #unlimited = false;
  #pausedUntil = 0;
  #alarm: { at: number; cancel: AbortController } | null = null;
  /** No time before this: timers may fire early, by a millisecond. */
  #earliest = 0;

  constructor(io: World, concurrency: number, report: (event: HubEvent) => void) {
    this.#io = io;
    this.#concurrency = concurrency;
    this.#report = report;
    io.signal.addEventListener('abort', () => this.#abort(), { once: true });
  }

  /** Waits until a request may be sent; each turn must be followed by one `answered`. Rejects when aborted. */
  turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#io.signal.aborted) return reject(this.#io.signal.reason);
      this.#queue.push({ resolve, reject });
      this.#pump();
    });
  }

  /** An answer (its limit, if it named one) or a failure (`limit` null, `ok` false) to the request sent at `sentAt`. */
  answered(limit: RateLimit | null, sentAt: number, ok: boolean): void {
    this.#inFlight -= 1;
    if (limit !== null) this.#learn(limit, sentAt);
    else if (this.#window !== null) this.#window.lostAt.push(this.#now());
    else if (ok) this.#unlimited = true;
    this.#pump();
  }

  /** Sends nothing for `ms`: the Hub asked for it. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now() + Math.min(ms, longestWaitMs));
    this.#pump();
  }

  #learn({ left, resetSeconds, quota }: RateLimit, sentAt: number): void {
    const now = this.#now();
    this.#report({ type: 'quota', left, quota, resetMs: resetSeconds * 1000 });
    this.#unlimited = false;
    const endsFrom = sentAt + (resetSeconds - 1) * 1000;
    const endsBy = now + (resetSeconds + 1) * 1000;
    const known = this.#window;
    if (known === null || endsFrom > known.endsBy) {
      this.#window = { left, sentAt, lostAt: [], endsFrom, endsBy };
    } else if (endsBy >= known.endsFrom) {
      if (left < known.left) {
        Object.assign(known, { left, sentAt, lostAt: known.lostAt.filter((at) => at >= sentAt) });
      }
      known.endsFrom = Math.max(known.endsFrom, endsFrom);
      known.endsBy = Math.min(known.endsBy, endsBy);
    }
  }

  /** How long until a request may be sent: 0 now, Infinity not before another answer. */
  #delayMs(): number {
    const now = this.#now();
    if (this.#window !== null && now >= this.#window.endsBy) this.#window = null;
    if (this.#inFlight >= this.#concurrency) return Number.POSITIVE_INFINITY;
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (this.#unlimited) return 0;
    if (this.#window === null) return this.#inFlight === 0 ? 0 : Number.POSITIVE_INFINITY;
    const { left, lostAt } = this.#window;
    return left - lostAt.length > this.#inFlight ? 0 : this.#window.endsBy - now;
  }

  #pump(): void {
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const delayMs = this.#delayMs();
      if (delayMs > 0) {
        if (delayMs < Number.POSITIVE_INFINITY) this.#wakeIn(delayMs);
        return;
      }
      this.#queue.shift();
      this.#inFlight += 1;
      next.resolve();
    }
    // A timer that no one waits for would keep the program from ending.
    this.#alarm?.cancel.abort();
    this.#alarm = null;
  }

  #wakeIn(ms: number): void {
    const at = this.#now() + ms;
    if (this.#alarm?.at === at) return;
    this.#alarm?.cancel.abort();
    const alarm = { at, cancel: new AbortController() };
    this.#alarm = alarm;
    this.#report({ type: 'wait', why: at === this.#pausedUntil ? 'pause' : 'quota', ms, until: at });
    const ring = (): void => {
      if (this.#alarm !== alarm) return;
      this.#alarm = null;
      this.#earliest = at;
      this.#pump();
    };
    this.#io.sleep(ms, alarm.cancel.signal).then(ring, () => {});
  }

  #abort(): void {
    this.#alarm?.cancel.abort();
    this.#alarm = null;
    for (const { reject } of this.#queue.splice(0)) reject(this.#io.signal.reason);
  }

  #now(): number {
    return Math.max(this.#io.now(), this.#earliest);
  }
}
