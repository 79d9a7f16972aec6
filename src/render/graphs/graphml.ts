import {
  edgeAttributes,
  type GraphAttribute,
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  nodeAttributes,
} from '../../documents/graph/graph.ts';
import { nodeName, type TextPieces, writePieces } from './graph-writer.ts';
import { xmlText } from './xml-text.ts';

/** The label of a node is an attribute like any other here. */
const ofNodes: readonly GraphAttribute<GraphNode>[] = [
  { name: 'label', type: 'string', read: ({ label }) => label },
  ...nodeAttributes,
];

/**
 * A graph as GraphML, which networkx, igraph, Gephi, yEd and graph-tool read.
 * Source: http://graphml.graphdrawing.org/specification.html
 */
export async function* writeGraphml(graph: GraphDocument): TextPieces {
  const keys = [...keysOf('node', ofNodes), ...keysOf('edge', edgeAttributes)];
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<desc>${xmlText([`${graph.title}.`, ...graph.comments].join(' '))}</desc>
${keys.join('\n')}
<graph id="hfreuse" edgedefault="directed">
`;
  yield* writePieces(graph.nodes(), nodeText);
  yield* writePieces(graph.edges(), edgeText);
  yield '</graph>\n</graphml>\n';
}

const keysOf = <Item>(of: 'node' | 'edge', attributes: readonly GraphAttribute<Item>[]): string[] =>
  attributes.map(
    ({ name, type }) => `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`,
  );

const nodeText = (node: GraphNode): string =>
  `<node id="${nodeName(node.node)}">${values('node', ofNodes, node)}</node>\n`;

const edgeText = (edge: GraphEdge): string =>
  `<edge source="${nodeName(edge.source)}" target="${nodeName(edge.target)}">${values('edge', edgeAttributes, edge)}</edge>\n`;

const values = <Item>(of: string, attributes: readonly GraphAttribute<Item>[], item: Item): string =>
  attributes
    .map(({ name, read }) => {
      const value = read(item);
      return value === null ? '' : `<data key="${of}-${name}">${xmlText(String(value))}</data>`;
    })
    .join('');
