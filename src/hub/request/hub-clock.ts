import { parseDate } from '../../parse-date.ts';

/** How far the Hub's clock is behind ours, according to its answers. */
export class HubClock {
  #behindMs: number | null = null;

  /** Milliseconds; 0 if it is ahead or unknown. */
  get behindMs(): number {
    return Math.max(this.#behindMs ?? 0, 0);
  }

  /** The same, negative where it is ahead of ours. */
  get differenceMs(): number {
    return this.#behindMs ?? 0;
  }

  /** An answer that came now. It was under way for a while, so the least of all differences is nearest. */
  note(headers: Headers, now: number): void {
    const date = parseDate(headers.get('Date') ?? '');
    if (date === null) return;
    // A cache on the way repeats an old date, and gives its age.
    const age = Number(headers.get('Age') ?? 0);
    const behindMs = now - date - (Number.isFinite(age) && age > 0 ? age * 1000 : 0);
    this.#behindMs = Math.min(this.#behindMs ?? behindMs, behindMs);
  }
}
