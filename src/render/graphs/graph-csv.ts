import { stringify } from 'csv-stringify/sync';
import {
  edgeAttributes,
  type GraphAttribute,
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  nodeAttributes,
} from '../../documents/graph/graph.ts';
import { csvText } from '../../text.ts';
import { nodeName, type TextPieces } from './graph-writer.ts';

/** `nodes.csv`: Gephi's columns Id and Label, then the attributes. RFC 4180. */
export async function* writeNodesCsv(graph: GraphDocument): TextPieces {
  yield toText([['Id', 'Label', ...nodeAttributes.map(({ name }) => name)]]);
  for await (const nodes of graph.nodes()) yield toText(nodes.map(nodeCells));
}

/** `edges.csv`: Gephi's columns Source, Target and Type, then the attributes. RFC 4180. */
export async function* writeEdgesCsv(graph: GraphDocument): TextPieces {
  yield toText([['Source', 'Target', 'Type', ...edgeAttributes.map(({ name }) => name)]]);
  for await (const edges of graph.edges()) yield toText(edges.map(edgeCells));
}

/** Many lines at once: to set up the writer for each would take most of the time. */
const toText = (records: string[][]): string => stringify(records, { record_delimiter: '\r\n' });

const nodeCells = (node: GraphNode): string[] => [
  nodeName(node.node),
  csvText(node.label),
  ...values(nodeAttributes, node),
];

const edgeCells = (edge: GraphEdge): string[] => [
  nodeName(edge.source),
  nodeName(edge.target),
  'Directed',
  ...values(edgeAttributes, edge),
];

const values = <Item>(attributes: readonly GraphAttribute<Item>[], item: Item): string[] =>
  attributes.map(({ read }) => {
    const value = read(item);
    return value === null ? '' : csvText(String(value));
  });
