import type { GraphDocument } from '../../documents/graph/graph.ts';

/** Pieces of text, in order; joined they are the file. None is longer than a few thousand nodes or edges. */
export type TextPieces = AsyncGenerator<string, void, undefined>;

/** Writes a graph in one format. */
export type GraphWriter = (graph: GraphDocument) => TextPieces;

/** The name of a node in every format: a letter first, for some readers take no number. */
export const nodeName = (node: number): string => `n${node}`;

/** Every piece of a graph's nodes, or edges, as text. */
export async function* writePieces<Item>(
  pieces: AsyncIterable<readonly Item[]>,
  toText: (item: Item) => string,
): TextPieces {
  for await (const items of pieces) yield items.map(toText).join('');
}
