import type { RepoKind } from '../../repo-kind.ts';
import { type Answer, errorAnswer, jsonAnswer, textAnswer } from './answer.ts';
import { withBaseModels } from './base-models.ts';
import type { Catalogue } from './catalogue.ts';
import { fieldsOf, pickJson } from './expand.ts';

/** A request for one repo, taken apart. */
export interface RepoCall {
  kind: RepoKind;
  id: string;
  revision: string | null;
  url: URL;
  hasToken: boolean;
}

/** `/api/{kind}/{id}` and `/api/{kind}/{id}/revision/{revision}`: one repo, or the way to it. */
export function repoPage(catalogue: Catalogue, { kind, id, revision, url, hasToken }: RepoCall): Answer {
  const item = catalogue[kind].find(id);
  if (item === null) {
    const newId = catalogue.renames[kind].get(id.toLowerCase());
    return newId === undefined ? refuseUnnamed(hasToken) : answerElsewhere(url, kind, newId, revision);
  }
  if (item.private === true && !hasToken) return refuseUnnamed(hasToken);
  if (item.id !== id) return answerElsewhere(url, kind, item.id, revision);
  if (revision !== null && revision !== 'HEAD' && revision !== 'main') {
    return errorAnswer(404, `Invalid rev id: ${revision}`, 'RevisionNotFound');
  }
  const fields = fieldsOf(kind, url.searchParams, 'repo');
  if (typeof fields === 'string') return errorAnswer(400, fields);
  const shown = kind === 'models' && fields.includes('baseModels') ? withBaseModels(catalogue, item) : item;
  return jsonAnswer(200, pickJson(shown, fields));
}

/** Who has no token is not shown whether there is such a repo. */
const refuseUnnamed = (hasToken: boolean): Answer =>
  hasToken
    ? errorAnswer(404, 'Repository not found', 'RepoNotFound')
    : errorAnswer(401, 'Invalid username or password.');

function answerElsewhere(url: URL, kind: RepoKind, id: string, revision: string | null): Answer {
  const path = id.split('/').map(encodeURIComponent).join('/');
  const end = revision === null ? '' : `/revision/${encodeURIComponent(revision)}`;
  const location = `/api/${kind}/${path}${end}${url.search}`;
  const body = `Temporary Redirect. Redirecting to ${location}`;
  return textAnswer(307, body, { Location: location, Vary: 'Origin, Accept' });
}
