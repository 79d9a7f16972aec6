import type { GraphDocument, GraphEdge, GraphNode } from '../../src/documents/graph/graph.ts';
import type { GraphFormat } from '../../src/render/formats.ts';
import { graphWriters } from '../../src/render/graphs/graph-formats.ts';
import type { GraphWriter } from '../../src/render/graphs/graph-writer.ts';

/** A name that no format can hold as it is. */
const hostile = 'a"b<c>&\\\t\n\u0000\uFFFE\uD800]]>=1+1';

/** The same where XML has no character for three of its letters. */
export const hostileAsXml = 'a"b<c>&\\\t\n\uFFFD\uFFFD\uFFFD]]>=1+1';

const nodes: GraphNode[] = [
  {
    node: 0,
    label: 'org/base',
    kind: 'model',
    tasks: ['text-generation'],
    modalities: ['nlp'],
    owner: 'org',
    downloads: 3_400_446_695,
    likes: 7,
    createdAt: '2024-02-03T04:05:06.000Z',
    ghost: false,
  },
  {
    node: 1,
    label: hostile,
    kind: 'model',
    tasks: [],
    modalities: [],
    owner: null,
    downloads: null,
    likes: null,
    createdAt: null,
    ghost: true,
  },
];
const edges: GraphEdge[] = [{ source: 0, target: 1, relations: ['finetune', 'merge'] }];

async function* pieces<Item>(items: Item[]): AsyncGenerator<Item[]> {
  for (const item of items) yield [item];
}

const graph: GraphDocument = {
  title: `Base models ${hostile}`,
  comments: ['Read from <somewhere>.'],
  date: '2026-08-31',
  complete: true,
  order: 2,
  size: 1,
  nodes: () => pieces(nodes),
  edges: () => pieces(edges),
};

/** A graph of two nodes, one of them of that name, in a format: the text of each of its files. */
export async function writeHostileGraph(format: GraphFormat): Promise<string[]> {
  const files: string[] = [];
  for (const writer of Object.values(graphWriters[format]) as GraphWriter[]) {
    let text = '';
    for await (const piece of writer(graph)) text += piece;
    files.push(text);
  }
  return files;
}
