import {
  edgeAttributes,
  type GraphAttribute,
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  nodeAttributes,
} from '../../documents/graph/graph.ts';
import { plainText } from '../../text.ts';
import { nodeName, type TextPieces, writePieces } from './graph-writer.ts';

/**
 * A graph in Graphviz's DOT language.
 * Source: https://graphviz.org/doc/info/lang.html
 */
export async function* writeDot(graph: GraphDocument): TextPieces {
  const comments = [graph.title, ...graph.comments].map((line) => `// ${plainText(line)}\n`);
  yield `${comments.join('')}digraph hfreuse {\n`;
  yield* writePieces(graph.nodes(), nodeText);
  yield* writePieces(graph.edges(), edgeText);
  yield '}\n';
}

/** In quotes; a backslash would begin an escape of Graphviz's own. */
export const dotText = (text: string): string =>
  `"${plainText(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const nodeText = (node: GraphNode): string =>
  `${nodeName(node.node)} [label=${dotText(node.label)}${values(nodeAttributes, node)}];\n`;

const edgeText = (edge: GraphEdge): string =>
  `${nodeName(edge.source)} -> ${nodeName(edge.target)} [${values(edgeAttributes, edge).slice(2)}];\n`;

const values = <Item>(attributes: readonly GraphAttribute<Item>[], item: Item): string =>
  attributes
    .map(({ name, read }) => {
      const value = read(item);
      return value === null ? '' : `, ${name}=${dotText(String(value))}`;
    })
    .join('');
