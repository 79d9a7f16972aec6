/**
 * What the lineage of a model shows where nothing else is asked for (generations above and below it, derivatives of each
 * model), and how many descendants make a root lineage.
 */
export const lineageDefaults = { up: 20, down: 3, width: 10, least: 10 } as const;
