import type { FamilyDocument } from '../../documents/lineage/lineage.ts';
import { sourceLine } from '../../documents/provenance.ts';
import { plainText } from '../../text.ts';
import { dotText } from './dot.ts';

/** A node of the drawing and an edge, derived model → base. */
interface Drawing {
  /** The name of each repo id in the drawing. */
  names: Map<string, string>;
  edges: { from: string; to: string; relations: string }[];
}

function toDrawing({ model, ancestors, descendants, otherParents }: FamilyDocument): Drawing {
  const names = new Map<string, string>();
  const add = (id: string): void => {
    if (!names.has(id)) names.set(id, `n${names.size}`);
  };
  for (const { id } of [model, ...ancestors, ...descendants, ...otherParents]) add(id);
  const edges = [
    ...ancestors.map(({ id, via, relations }) => ({ from: via, to: id, relations: relations.join(', ') })),
    ...descendants.map(({ id, via, relations }) => ({ from: id, to: via, relations: relations.join(', ') })),
    ...otherParents.map(({ id, of, relations }) => ({ from: of, to: id, relations: relations.join(', ') })),
  ];
  return { names, edges };
}

/** The lineage of a model in Graphviz's DOT language; edges run from the derived model to its base. */
export function renderFamilyDot(document: FamilyDocument): string {
  const { names, edges } = toDrawing(document);
  const nodes = [...names].map(([id, name]) => `  ${name} [label=${dotText(id)}];\n`);
  const arrows = edges.map(
    ({ from, to, relations }) => `  ${names.get(from)} -> ${names.get(to)} [label=${dotText(relations)}];\n`,
  );
  return `// ${plainText(sourceLine(document))}\ndigraph lineage {\n  rankdir=BT;\n  node [shape=box];\n${nodes.join('')}${arrows.join('')}}\n`;
}

/** The same as a Mermaid flowchart, which GitHub draws in Markdown. */
export function renderFamilyMermaid(document: FamilyDocument): string {
  const { names, edges } = toDrawing(document);
  const nodes = [...names].map(([id, name]) => `  ${name}["${mermaidText(id)}"]\n`);
  const arrows = edges.map(
    ({ from, to, relations }) => `  ${names.get(from)} -- "${mermaidText(relations)}" --> ${names.get(to)}\n`,
  );
  return `%% ${plainText(sourceLine(document))}\nflowchart BT\n${nodes.join('')}${arrows.join('')}`;
}

/** In quotes, Mermaid reads entities; all that could be markup is written as one. */
const mermaidText = (text: string): string =>
  plainText(text).replace(/[^A-Za-z0-9 ,./_-]/gu, (letter) => `#${letter.codePointAt(0)};`);
