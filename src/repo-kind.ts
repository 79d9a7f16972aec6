/** What the Hub holds, and what a listing lists. */
export const repoKinds = ['models', 'datasets'] as const;
export type RepoKind = (typeof repoKinds)[number];
