import type { FamilyDocument } from '../documents/lineage/lineage.ts';
import { toTree } from '../documents/lineage/to-tree.ts';
import { sourceLine } from '../documents/provenance.ts';
import { plainText } from '../text.ts';
import type { familyFormats } from './formats.ts';
import { renderFamilyDot, renderFamilyMermaid } from './graphs/render-family.ts';
import { renderTree } from './render-tree.ts';

const renderers: Record<
  Exclude<(typeof familyFormats)[number], 'svg'>,
  (document: FamilyDocument) => string
> = {
  tree: (document) =>
    `${ancestorLines(document)}${renderTree(toTree(document))}\n${plainText(sourceLine(document))}\n${warningLines(document)}`,
  mermaid: renderFamilyMermaid,
  dot: renderFamilyDot,
};

/** The lineage of one model drawn in a format of its own; null for a format that every page has. */
export const renderFamily = (format: string, document: FamilyDocument): string | null =>
  Object.hasOwn(renderers, format) ? renderers[format as keyof typeof renderers](document) : null;

/** The nearest ancestor last, just above the tree. */
const ancestorLines = ({ ancestors }: FamilyDocument): string =>
  ancestors
    .map(({ id, ghost, via, relations, distance }) => {
      const mark = ghost ? ' (not in the snapshot)' : '';
      return `${plainText(`↑ ${distance}  ${id}${mark} ← [${relations.join(', ')}] ${via}`)}\n`;
    })
    .reverse()
    .join('');

const warningLines = ({ warnings }: FamilyDocument): string =>
  warnings.length === 0
    ? ''
    : `\nWhat this cannot see:\n${warnings.map((warning) => `  - ${plainText(warning)}\n`).join('')}`;
