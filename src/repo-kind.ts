/** What the Hub holds, and what a listing lists. */
export type RepoKind = 'models' | 'datasets';
