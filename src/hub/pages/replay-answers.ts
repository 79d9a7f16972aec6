import { HubError } from '../request/hub-error.ts';
import { showUrl } from '../request/show-url.ts';
import { toResponse, type Via } from './keep-answers.ts';
import type { KeptAnswer } from './manifest.ts';
import { type KeptAnswers, readAnswer } from './open-answers.ts';

/** One answer again: its status, the headers needed to read it, its body. */
export interface Replayed {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** A Hub that knows the answers of a folder and nothing else. */
export interface Replay {
  via: Via;
  /** Whether a repo was asked for, by a path such as `/api/models/owner/name`. */
  knows(path: string): boolean;
  /** The answer to a URL, or to a path with its query; null where none was kept. */
  answerTo(url: string): Replayed | null;
}

/**
 * Replays kept answers. Of several answers to the same question the last one counts: those before it were errors, or
 * came to nothing when the collection was ended.
 */
export function replayAnswers({ folder, answers, endpoint }: KeptAnswers): Replay {
  const known = new Map<string, KeptAnswer>();
  const paths = new Set<string>();
  for (const answer of answers) {
    const { path, key } = toQuestion(answer.url, endpoint);
    known.set(`${answer.again} ${key}`, answer);
    paths.add(path);
  }
  const find = (url: string, again: boolean): Replayed | null => {
    const answer = known.get(`${again} ${toQuestion(url, endpoint).key}`);
    if (answer === undefined) return null;
    const { status, headers, date } = answer;
    const told = toReadingHeaders(headers);
    if (date !== null) told.date = date;
    return { status, headers: told, body: readAnswer(folder, answer) };
  };
  return {
    answerTo: (url) => find(url, false),
    knows: (path) => paths.has(path),
    via: (_fetch, again) => async (input) => {
      const url = input instanceof Request ? input.url : String(input);
      const found = find(url, again);
      if (found === null) throw new HubError(`no answer to ${showUrl(url)} was kept`);
      return toResponse(new Uint8Array(found.body), found);
    },
  };
}

/** Without those of limits: nothing has to wait. */
const toReadingHeaders = ({
  'retry-after': _,
  'ratelimit-policy': __,
  ...others
}: Record<string, string>): Record<string, string> => others;

/** Parameters that do not change which repos are asked for: a later version may ask for more fields, or in larger pages. */
const ofForm = new Set(['expand', 'limit']);

/** What a URL asks for, regardless of the Hub's address. */
function toQuestion(url: string, endpoint: string): { path: string; key: string } {
  const { pathname, searchParams } = new URL(url, endpoint);
  const base = new URL(endpoint).pathname.replace(/\/$/, '');
  const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
  const query = [...searchParams]
    .filter(([name]) => !ofForm.has(name))
    .map(([name, value]) => `${name}=${value}`);
  return { path, key: `${path} ${query.sort().join('&')}` };
}
