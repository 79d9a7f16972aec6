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

/**
 * A graph as GEXF 1.2draft, Gephi's own format. Not 1.3: networkx before 3.6 does not open that.
 * Source: https://gexf.net/schema.html
 */
export async function* writeGexf(graph: GraphDocument): TextPieces {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<meta lastmodifieddate="${xmlText(graph.date)}">
<creator>hfreuse</creator>
<description>${xmlText([`${graph.title}.`, ...graph.comments].join(' '))}</description>
</meta>
<graph defaultedgetype="directed" mode="static">
${attributesOf('node', nodeAttributes)}
${attributesOf('edge', edgeAttributes)}
<nodes count="${graph.order}">
`;
  yield* writePieces(graph.nodes(), nodeText);
  yield `</nodes>\n<edges count="${graph.size}">\n`;
  let edge = 0;
  yield* writePieces(graph.edges(), (one) => {
    const text = edgeText(one, edge);
    edge += 1;
    return text;
  });
  yield '</edges>\n</graph>\n</gexf>\n';
}

const attributesOf = <Item>(of: 'node' | 'edge', attributes: readonly GraphAttribute<Item>[]): string => {
  const lines = attributes.map(
    ({ name, type }) => `<attribute id="${name}" title="${name}" type="${type}"/>`,
  );
  return `<attributes class="${of}">\n${lines.join('\n')}\n</attributes>`;
};

const nodeText = (node: GraphNode): string =>
  `<node id="${nodeName(node.node)}" label="${xmlText(node.label)}">${values(nodeAttributes, node)}</node>\n`;

const edgeText = (edge: GraphEdge, number: number): string =>
  `<edge id="e${number}" source="${nodeName(edge.source)}" target="${nodeName(edge.target)}">${values(edgeAttributes, edge)}</edge>\n`;

function values<Item>(attributes: readonly GraphAttribute<Item>[], item: Item): string {
  const items = attributes.flatMap(({ name, read }) => {
    const value = read(item);
    return value === null ? [] : [`<attvalue for="${name}" value="${xmlText(String(value))}"/>`];
  });
  return `<attvalues>${items.join('')}</attvalues>`;
}
