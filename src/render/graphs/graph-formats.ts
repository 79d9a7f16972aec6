import type { GraphFormat } from '../formats.ts';
import { writeDot } from './dot.ts';
import { writeGexf } from './gexf.ts';
import { writeEdgesCsv, writeNodesCsv } from './graph-csv.ts';
import type { GraphWriter } from './graph-writer.ts';
import { writeGraphml } from './graphml.ts';
import { writeJsonGraph } from './json-graph.ts';

/** The files of each format: one, or in a folder those of these names. A new format is its writer and one line here. */
export const graphWriters = {
  graphml: { '': writeGraphml },
  gexf: { '': writeGexf },
  csv: { 'nodes.csv': writeNodesCsv, 'edges.csv': writeEdgesCsv },
  jsongraph: { '': writeJsonGraph },
  dot: { '': writeDot },
} as const satisfies Record<GraphFormat, Record<string, GraphWriter>>;
