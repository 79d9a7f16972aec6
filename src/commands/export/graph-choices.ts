/** Which graph `export` can write. */
export const graphChoices = ['base-models', 'datasets', 'both'] as const;
