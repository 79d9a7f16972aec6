import { type Answer, errorAnswer, jsonAnswer, textAnswer } from '../serve/answer.ts';
import type { Fault } from './faults.ts';

/** An answer, and what the connection does to it. */
export interface Delivery {
  answer: Answer;
  waitMs: number;
  /** Bytes of the body after which the connection is cut; null = never. */
  cutAfter: number | null;
}

/** Delivers an answer as it is. */
export const delivery = (answer: Answer): Delivery => ({ answer, waitMs: 0, cutAfter: null });

const page = (title: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

const htmlAnswer = (status: number, title: string, headers: Record<string, string> = {}): Answer =>
  textAnswer(status, page(title), { ...headers, 'Content-Type': 'text/html; charset=utf-8' });

/**
 * What a fault makes of the right answer. Faults that need the listing or the server's memory (duplicate and empty
 * pages, stale cursors) leave it as it is: they are done where those are.
 */
export function spoil(answer: Answer, fault: Fault): Delivery {
  const right = delivery(answer);
  switch (fault.kind) {
    case 'delay':
      return { ...right, waitMs: fault.waitMs };
    case 'reset':
      return { ...right, cutAfter: fault.afterBytes };
    case 'duplicate-page':
    case 'empty-page':
    case 'stale-cursors':
      return right;
    default:
      return delivery(spoilAnswer(answer, fault));
  }
}

type AnswerFault = Exclude<
  Fault,
  { kind: 'delay' | 'reset' | 'duplicate-page' | 'empty-page' | 'stale-cursors' }
>;

function spoilAnswer(answer: Answer, fault: AnswerFault): Answer {
  switch (fault.kind) {
    case 'limit':
      return limitAnswer(fault);
    case 'status':
      return fault.form === 'json'
        ? errorAnswer(fault.status, 'Internal Error - We are working hard to fix this as soon as possible!')
        : htmlAnswer(fault.status, `${fault.status} Service Unavailable`);
    case 'html':
      return htmlAnswer(200, 'Hugging Face – down for maintenance');
    case 'error-object':
      return jsonAnswer(200, JSON.stringify({ error: 'Too many requests, please slow down' }));
    case 'truncated':
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
  }
}

/** A 429; `left` and `resetS` go into the RateLimit header where the server writes it. */
function limitAnswer(fault: Fault & { kind: 'limit' }): Answer {
  const message = 'Too many requests';
  const headers: Record<string, string> = { RateLimit: `"api";r=${fault.left};t=${fault.resetS}` };
  if (fault.retryAfterS !== undefined) headers['Retry-After'] = String(fault.retryAfterS);
  if (fault.form === 'html') return htmlAnswer(429, `429 ${message}`, headers);
  if (fault.form === 'text') return textAnswer(429, message, headers);
  const answer = errorAnswer(429, message);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
