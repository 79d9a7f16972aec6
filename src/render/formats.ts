/** The formats of any page, as users write them; the renderers are in this folder. */
export const ordinaryFormats = ['table', 'csv', 'tsv', 'json', 'markdown', 'html'] as const;
/** Those of a page for a paper. */
export const paperFormats = [...ordinaryFormats, 'latex'] as const;
/** The lineage of one model can be drawn too. */
export const familyFormats = ['tree', 'mermaid', 'dot', 'svg'] as const;
export const statusFormats = ['table', 'json'] as const;
/** The codebook itself, or the Table Schema of the report's CSV. */
export const codebookFormats = ['table', 'markdown', 'json', 'frictionless'] as const;
/** The formats of graphs for other programs, with the ending of their file; '' where they are a folder. */
export const graphFormats = {
  graphml: 'graphml',
  gexf: 'gexf',
  csv: '',
  jsongraph: 'json',
  dot: 'dot',
} as const;
export type GraphFormat = keyof typeof graphFormats;
