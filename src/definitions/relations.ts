/** The four relations of base_model tags, and how an edge without any of them is called. */
export const relations = ['finetune', 'adapter', 'quantized', 'merge', 'unspecified'] as const;
export type Relation = (typeof relations)[number];
