/** The rules for names (docs/definitions.md) again, in plain TypeScript: shares nothing with the SQL of this folder. */
import type { RawLookup, RawRow } from './raw-rows.ts';

export type Kind = 'models' | 'datasets';

/** What one name turned out to be. */
export interface Meaning {
  word: 'listed' | 'renamed' | 'malformed' | 'outside' | 'missing' | 'unresolved';
  /** Tells things apart. */
  thing: string;
  /** The listed repo. */
  repo: RawRow | null;
}

const loaders = new Set(
  `arrow audiofolder csv custom generator imagefolder json none null pandas parquet pdffolder sql text unknown
  videofolder webdataset xml`.split(/\s+/),
);

export const fold = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

export const isLoader = (name: string): boolean => loaders.has(fold(name));

export function clean(kind: Kind, text: string): string {
  let name = text.trim().replace(/^https?:\/\/(?:huggingface\.co|hf\.co)\//i, '\n');
  if (name.startsWith('\n') && kind === 'datasets') name = name.replace(/^\ndatasets\//i, '');
  while (name !== name.trim() || name.endsWith('/')) name = name.trim().replace(/\/$/, '');
  return name;
}

const isRepoId = (name: string): boolean => {
  const parts = name.split('/');
  return parts.length <= 2 && parts.every((part) => /^[\w.-]+$/.test(part) && part !== '.' && part !== '..');
};

/** Whether a was created before b; unknown times last, then by `_id`. */
function isEarlier(a: RawRow, b: RawRow): boolean {
  const [x, y] = [a.createdAt ?? Infinity, b.createdAt ?? Infinity];
  return x === y ? a.hubId < b.hubId : x < y;
}

function putEarliest(map: Map<string, RawRow>, key: string, row: RawRow): void {
  const known = map.get(key);
  if (known === undefined || isEarlier(row, known)) map.set(key, row);
}

/** The last answer that is one, by name. */
function latestAnswers(kind: Kind, lookups: readonly RawLookup[]): Map<string, RawLookup> {
  const answers = new Map<string, RawLookup>();
  for (const lookup of lookups) {
    if (lookup.kind !== kind || lookup.outcome === 'failed') continue;
    const known = answers.get(lookup.name);
    if (known === undefined || (known.checkedAt ?? 0) <= (lookup.checkedAt ?? 0))
      answers.set(lookup.name, lookup);
  }
  return answers;
}

/** What names stand for, among these repos (each `_id` once). */
export function resolver(
  kind: Kind,
  repos: readonly RawRow[],
  lookups: readonly RawLookup[],
): (name: string) => Meaning {
  const exact = new Map<string, RawRow>();
  const anyCase = new Map<string, RawRow>();
  for (const repo of repos) {
    putEarliest(exact, repo.id, repo);
    putEarliest(anyCase, fold(repo.id), repo);
  }
  const byHubId = new Map(repos.map((repo) => [repo.hubId, repo]));
  const answers = latestAnswers(kind, lookups);
  const find = (name: string): RawRow | undefined => exact.get(name) ?? anyCase.get(fold(name));
  return (name) => {
    if (!isRepoId(name)) return { word: 'malformed', thing: `malformed ${fold(name)}`, repo: null };
    const listed = find(name);
    if (listed !== undefined) return { word: 'listed', thing: `repo ${listed.hubId}`, repo: listed };
    const seen: string[] = [];
    let at = fold(name);
    for (let answer = answers.get(at); answer?.outcome === 'exists'; answer = answers.get(at)) {
      const renamed = find(answer.currentId ?? '') ?? byHubId.get(answer.hubId ?? '');
      if (renamed !== undefined) return { word: 'renamed', thing: `repo ${renamed.hubId}`, repo: renamed };
      seen.push(at);
      at = fold(answer.currentId ?? at);
      // A loop is one thing, called by the least of its names.
      if (seen.includes(at)) at = seen.slice(seen.indexOf(at)).sort()[0] ?? at;
      if (seen.includes(at)) break;
    }
    if (seen.length > 0) return { word: 'outside', thing: `ghost ${at}`, repo: null };
    const word = answers.get(at)?.outcome === 'missing' ? 'missing' : 'unresolved';
    return { word, thing: `ghost ${at}`, repo: null };
  };
}
