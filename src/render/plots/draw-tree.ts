import { type HierarchyNode, hierarchy } from 'd3-hierarchy';
import { edgeRelations, type TreeNode } from '../../documents/lineage/to-tree.ts';
import { shortenMiddle } from '../../text.ts';
import { svgText } from '../graphs/xml-text.ts';
import { colours } from './colours.ts';
import type { Picture } from './make-plot.ts';
import type { Series } from './series-of.ts';
import { dashes } from './shapes.ts';
import { textWidth } from './text-width.ts';

/** Pixels from one model to the next below it, and the size of letters. */
const rowHeight = 18;
const letterSize = 11;

/** A node of the drawing: a model, or what is folded below one. */
interface Leaf {
  label: string;
  edge: string;
  /** Its other parents. */
  also: readonly string[];
  folded: boolean;
  children: Leaf[];
}

/** The relations of a tree's edges, with their colours and dashes. */
export const relationSeries: readonly Series[] = edgeRelations.map((name, place) => ({
  ...{ name, colour: colours[place] ?? 'currentColor', dash: dashes[place] ?? '' },
}));

/** Where a node is drawn. */
type Place = HierarchyNode<Leaf> & { x: number; y: number };

/**
 * Draws a tree from left to right, each edge in the colour and dashes of its relation, what is folded in italics. A
 * model is beside the first one below it, so that a tree is read from its top left corner, however long it is. Static:
 * the same tree gives the same bytes.
 */
export function drawTree(root: TreeNode): Picture {
  const laid = hierarchy(toLeaf(root)) as Place;
  placeRows(laid);
  const nodes = laid.descendants();
  placeColumns(nodes);
  const bottom = nodes.reduce((most, { x }) => Math.max(most, x), 0) + rowHeight;
  const right = nodes.reduce((most, { y, data }) => Math.max(most, y + widthOf(data)), 0) + 30;
  const edges = nodes.flatMap(({ parent, x, y, data: { edge } }) => {
    if (parent === null) return [];
    const { colour, dash = '' } = styleOf(edge);
    const path = `M${parent.y},${parent.x}H${y - 24}V${x}H${y - 4}`;
    const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
    return [`<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"${dashed}/>\n`];
  });
  const marks = nodes.map(({ x, y, data }) => {
    const style = data.folded ? ' font-style="italic"' : '';
    const dot = data.folded ? '' : `<circle cx="${y}" cy="${x}" r="3.5"/>`;
    const text = svgText(textOf(data));
    // A ground behind the letters, so that no edge runs through them.
    const ground = `<text x="${y + 7}" y="${x + 4}"${style} stroke="var(--paper, #fff)" stroke-width="4" aria-hidden="true">${text}</text>`;
    return `${dot}${ground}<text x="${y + 7}" y="${x + 4}"${style}>${text}</text>\n`;
  });
  const [width, height] = [Math.ceil(right + 20), Math.ceil(bottom + rowHeight)];
  return {
    svg: `<svg viewBox="-12 ${-rowHeight} ${width} ${height}" width="${width}" height="${height}" font-size="${letterSize}" fill="currentColor">\n${edges.join('')}${marks.join('')}</svg>`,
    width,
    height,
  };
}

/** Each end of a branch has a row of its own; what leads to it has the row of its first branch. */
function placeRows(root: Place): void {
  let row = 0;
  root.eachAfter((node) => {
    const [first] = node.children ?? [];
    node.x = first === undefined ? row : first.x;
    if (first === undefined) row += rowHeight;
  });
}

/** A column begins where the longest name of the one before it ends. */
function placeColumns(nodes: readonly Place[]): void {
  const longest: number[] = [];
  for (const { depth, data } of nodes) longest[depth] = Math.max(longest[depth] ?? 0, widthOf(data));
  const starts = [0];
  for (const [depth, width] of longest.entries()) {
    starts[depth + 1] = (starts[depth] ?? 0) + width + 50;
  }
  for (const node of nodes) node.y = starts[node.depth] ?? 0;
}

/** Letters that a name has at most. */
const mostLetters = 64;

/** Other parents that are named beside a model; all are in the lists and the tables. */
const mostNamed = 2;

function textOf({ label, also }: Leaf): string {
  const named = also.slice(0, mostNamed).map((id) => shortenMiddle(id, mostLetters));
  const more = also.length > mostNamed ? ` and ${also.length - mostNamed} more` : '';
  const others = also.length === 0 ? '' : ` (also of ${named.join(', ')}${more})`;
  return `${shortenMiddle(label, mostLetters)}${others}`;
}

const widthOf = (leaf: Leaf): number => Math.ceil(textWidth(textOf(leaf), letterSize));

const plainStyle = { colour: 'currentColor', dash: '' };

const styleOf = (edge: string): { colour: string; dash?: string } =>
  relationSeries.find(({ name }) => edge.includes(name)) ?? plainStyle;

function toLeaf(root: TreeNode): Leaf {
  const top: Leaf = { label: root.label, edge: root.edge, also: [], folded: false, children: [] };
  const pending: [TreeNode, Leaf][] = [[root, top]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, leaf] = next;
    for (const child of node.children) {
      const { label, edge, also } = child;
      const below: Leaf = { label, edge, also, folded: false, children: [] };
      leaf.children.push(below);
      pending.push([child, below]);
    }
    if (node.folded !== '') {
      leaf.children.push({ label: node.folded, edge: '', also: [], folded: true, children: [] });
    }
  }
  return top;
}
