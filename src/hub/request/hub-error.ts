import { HfreuseError } from '../../errors.ts';

/** The last answer. */
export interface HubErrorFacts {
  /** null where none came. */
  status?: number | null;
  /** The Hub's own word for it (`X-Error-Code`), such as RepoNotFound. */
  code?: string | null;
  /** The reason that it gave, cleaned; '' for none. */
  reason?: string;
  hint?: string;
  cause?: unknown;
}

/** A request that failed permanently. */
export class HubError extends HfreuseError {
  readonly status: number | null;
  readonly code: string | null;
  readonly reason: string;

  constructor(message: string, facts: HubErrorFacts = {}) {
    super(message, { hint: facts.hint, cause: facts.cause });
    this.status = facts.status ?? null;
    this.code = facts.code ?? null;
    this.reason = facts.reason ?? '';
  }
}

/** The Hub no longer takes the cursor at which a listing was to go on: that listing must begin again. */
export class StaleCursorError extends HubError {}

/** The Hub does not take the token: nothing that is asked with it will be answered. */
export class TokenRefusedError extends HubError {}

/** An answer that cannot be kept as was asked for: nothing may be made of it, nor of others. */
export class UnkeptError extends HubError {}

/** An answer larger than any that is read: to ask for less of it may help, to ask again does not. */
export class TooLargeError extends HubError {}

/** An answer that refuses permanently. */
export interface RefusedRequest {
  status: number;
  headers: Headers;
  /** The reason that it gives, cleaned and without the token. */
  reason: string;
  /** What was asked for, as a message shows it. */
  shown: string;
  /** Whether a token was sent along. */
  withToken: boolean;
}

/** Turns a refusal into an error. A 401 with a reason to a request that bore a token is about the token. */
export function toHubError({ status, headers, reason, shown, withToken }: RefusedRequest): HubError {
  const facts = { status, code: headers.get('X-Error-Code'), reason };
  if (withToken && status === 401 && reason !== '') {
    return new TokenRefusedError(`the Hub refuses the token: ${reason}`, {
      ...facts,
      hint: 'get a new one with hf auth login, or unset HF_TOKEN to continue without one',
    });
  }
  const message = `the Hub answered ${status} to ${shown}${reason === '' ? '' : `: ${reason}`}`;
  const hint = status === 401 || status === 403 ? 'check the token: hf auth whoami' : undefined;
  return new HubError(message, { ...facts, hint });
}

/** The same error in other words, of the same class. */
export function rewordError(error: HubError, reword: (text: string) => string): HubError {
  const message = reword(error.message);
  const reason = reword(error.reason);
  if (message === error.message && reason === error.reason) return error;
  const { status, code, hint } = error;
  const Same = error.constructor as typeof HubError;
  return new Same(message, { status, code, reason, hint: hint ?? undefined });
}
