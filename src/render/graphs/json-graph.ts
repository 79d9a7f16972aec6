import {
  edgeAttributes,
  type GraphAttribute,
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  nodeAttributes,
} from '../../documents/graph/graph.ts';
import { jsonText } from '../../text.ts';
import { nodeName, type TextPieces } from './graph-writer.ts';

/**
 * A graph as JSON Graph, version 2: nodes keyed by their name. One node or edge a line.
 * Source: https://jsongraphformat.info/v2.0/json-graph-schema.json
 */
export async function* writeJsonGraph(graph: GraphDocument): TextPieces {
  const metadata = { date: graph.date, comments: graph.comments, order: graph.order, size: graph.size };
  yield `{"graph":{"directed":true,"label":${toJson(graph.title)},"metadata":${toJson(metadata)},"nodes":{`;
  yield* writeList(graph.nodes(), (node) => `${toJson(nodeName(node.node))}:${toJson(nodeValue(node))}`);
  yield '\n},"edges":[';
  yield* writeList(graph.edges(), (edge) => toJson(edgeValue(edge)));
  yield '\n]}}\n';
}

const toJson = (value: unknown): string => jsonText(JSON.stringify(value));

async function* writeList<Item>(
  pieces: AsyncIterable<readonly Item[]>,
  toText: (item: Item) => string,
): TextPieces {
  let first = true;
  for await (const items of pieces) {
    if (items.length === 0) continue;
    yield `${first ? '\n' : ',\n'}${items.map(toText).join(',\n')}`;
    first = false;
  }
}

const nodeValue = (node: GraphNode): object => ({
  label: node.label,
  metadata: toMetadata(nodeAttributes, node),
});

const edgeValue = (edge: GraphEdge): object => ({
  source: nodeName(edge.source),
  target: nodeName(edge.target),
  relation: edge.relations.join(';'),
  metadata: toMetadata(
    edgeAttributes.filter(({ name }) => name !== 'relation'),
    edge,
  ),
});

const toMetadata = <Item>(attributes: readonly GraphAttribute<Item>[], item: Item): object =>
  Object.fromEntries(attributes.map(({ name, read }) => [name, read(item)]));
