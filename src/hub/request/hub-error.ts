import { HfreuseError } from '../../errors.ts';

/** A request that failed for good. `status` is the last answer's, null where none came. */
export class HubError extends HfreuseError {
  readonly status: number | null;

  constructor(message: string, options: { status?: number | null; hint?: string; cause?: unknown } = {}) {
    super(message, { hint: options.hint, cause: options.cause });
    this.status = options.status ?? null;
  }
}

/** The Hub no longer takes the cursor at which a listing was to go on: that listing must begin again. */
export class StaleCursorError extends HubError {}
