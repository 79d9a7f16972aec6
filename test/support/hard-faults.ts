import type { Fault, FaultPlan } from '../../src/simulate/faults/faults.ts';
import { type Answer, jsonAnswer, textAnswer } from '../../src/simulate/serve/answer.ts';

// Faults that no client can get over by asking again.

const toFault = (replace: (right: Answer, url: URL) => Answer): Fault => ({ kind: 'replaced', replace });

const redirect = (location: string): Answer =>
  textAnswer(307, `Temporary Redirect. Redirecting to ${location}`, { Location: location });

const pathOf = (url: URL): string => `${url.pathname}${url.search}`;

/** A redirect to the same address; of no effect but once, without {@link keepLooping}. */
export const redirectToItself = toFault((_, url) => redirect(pathOf(url)));

/** The same plan, in which an address that redirected to itself always does. */
export function keepLooping(plan: FaultPlan): FaultPlan {
  const looping = new Set<string>();
  return (request) => {
    const fault = plan(request);
    if (fault === redirectToItself) looping.add(request.url);
    return looping.has(request.url) ? redirectToItself : fault;
  };
}

/** A redirect of this request to another origin. */
export const foreignRedirect = (origin: string): Fault =>
  toFault((_, url) => redirect(`${origin}${pathOf(url)}`));

/** A next link to another origin. */
export const foreignLink = (origin: string): Fault =>
  toFault((right, url) => ({
    ...right,
    headers: { ...right.headers, Link: `<${origin}${pathOf(url)}>; rel="next"` },
  }));

/** A list with one repo that has a tag of this many bytes. */
export const oversized = (bytes: number): Fault =>
  toFault(() =>
    jsonAnswer(
      200,
      JSON.stringify([{ _id: 'f'.repeat(24), id: 'someone/too-large', tags: ['x'.repeat(bytes)] }]),
    ),
  );
