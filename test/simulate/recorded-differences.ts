/** What an exchange with the Hub was, as it was recorded. */
export interface Exchange {
  path: string;
  status: number;
  /** By names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** One way in which the simulated Hub may answer otherwise than the Hub did. */
export interface Difference {
  /** `status`, `body`, or the name of a header. */
  aspects: readonly string[];
  /** Which exchanges it is of; all where not given. */
  of?: (exchange: Exchange) => boolean;
  /** How far the two may differ: any way where not given. */
  allows?: (recorded: string | null, simulated: string | null) => boolean;
  why: string;
}

const isElsewhere = ({ path }: Exchange): boolean => /^\/api\/(spaces|tasks)\b/.test(path);

/** A body that was changed after the Hub sent it is not as long as the Hub reported. */
const isEdited = ({ headers, body }: Exchange): boolean =>
  Number(headers['content-length']) !== Buffer.byteLength(body);

const isDay = (text: string | null): boolean => /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/.test(text ?? '');

const isRequestId = (text: string | null): boolean =>
  /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?$/.test(
    text ?? '',
  );

/** Every difference that there may be, and why; what is not here must be the same to the byte. */
export const differences: readonly Difference[] = [
  {
    aspects: ['status', 'body', 'etag', 'content-length', 'x-error-message'],
    of: isElsewhere,
    why: 'spaces and the list of tasks are not simulated: nothing here asks for them, so they are not found',
  },
  {
    aspects: ['etag', 'content-length'],
    of: (exchange) => !isElsewhere(exchange) && isEdited(exchange),
    why: 'who recorded it replaced names in the body, but not what was made of the body',
  },
  {
    aspects: ['date', 'x-request-id'],
    allows: (one, other) => [one, other].every(isDay) || [one, other].every(isRequestId),
    why: 'of the moment and of the request; the form is the same',
  },
  {
    aspects: ['via', 'x-cache', 'x-amz-cf-id', 'x-amz-cf-pop'],
    allows: (_, simulated) => simulated === null,
    why: 'of the content delivery network before the Hub, which no client reads',
  },
  {
    aspects: ['x-powered-by', 'referrer-policy', 'cross-origin-opener-policy'],
    allows: (_, simulated) => simulated === null,
    why: 'for browsers, or an advertisement',
  },
  {
    aspects: ['access-control-allow-origin', 'access-control-expose-headers'],
    allows: (recorded, simulated) =>
      (recorded ?? '').split(',').every((name) => simulated?.split(',').includes(name)) ||
      recorded === 'https://hub-ci.huggingface.co',
    why: 'for browsers; the older recordings name fewer headers, one is of the test Hub',
  },
  {
    aspects: ['connection', 'keep-alive'],
    allows: (_, simulated) => simulated === null || /^(keep-alive|timeout=\d+)$/.test(simulated),
    why: 'of the connection between the two, not of the answer',
  },
  {
    aspects: ['ratelimit', 'ratelimit-policy'],
    allows: (recorded) => recorded === null,
    why: 'the Hub sends them since 2025; these were recorded before, or without them',
  },
];
