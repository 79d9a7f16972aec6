/** What `top` ranks. */
export const topKinds = ['datasets', 'models', 'owners'] as const;
export type TopKind = (typeof topKinds)[number];

/** By what it ranks. */
export const rankings = ['uses', 'owners', 'descendants', 'downloads'] as const;
export type Ranking = (typeof rankings)[number];

/** The most rows, or names, where nothing else is asked for. */
export const defaultLimits = { top: 20, diff: 50, tables: 100 } as const;
