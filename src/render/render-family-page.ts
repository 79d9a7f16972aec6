import { formatWhole } from '../count-words.ts';
import type { FamilyDocument } from '../documents/lineage/lineage.ts';
import { toFamilyPage } from '../documents/lineage/lineage-pages.ts';
import { toTree } from '../documents/lineage/to-tree.ts';
import { sourceLine } from '../documents/provenance.ts';
import { htmlText } from '../text.ts';
import { svgText } from './graphs/xml-text.ts';
import { seriesHtml } from './html/figure-html.ts';
import { treeHtml } from './html/tree-html.ts';
import { drawTree, relationSeries } from './plots/draw-tree.ts';
import { frameSvg } from './plots/render-svg.ts';
import { renderHtml } from './render-html.ts';

/** As many models fit a picture that a person can read, and a list that a browser can fold. */
export const mostDrawn = 500;
export const mostModels = 5000;

const titleOf = ({ model }: FamilyDocument): string => `The lineage of ${model.id}`;
const describeFamily = (document: FamilyDocument): string =>
  `${formatWhole(document.model.descendants)} ${document.model.descendants === 1 ? 'model descends' : 'models descend'} from it; each edge has the colour and dashes of its relation, and what is not shown is counted in italics. ${sourceLine(document)}.`;

/** The picture of a lineage as a file of its own. */
export const renderFamilySvg = (drawn: FamilyDocument): string =>
  frameSvg(
    { title: titleOf(drawn), description: describeFamily(drawn), series: relationSeries },
    drawTree(toTree(drawn)),
  );

/**
 * The lineage of a model as a page: the picture, the same as lists that fold, and its tables.
 * @param drawn what the picture shows, {@link mostDrawn} models at most
 * @param listed what the lists and tables show, {@link mostModels} at most
 */
export function renderFamilyHtml(drawn: FamilyDocument, listed: FamilyDocument): string {
  const picture = drawTree(toTree(drawn)).svg.replace(
    '<svg',
    () => `<svg role="img" aria-label="${svgText(titleOf(drawn))}"`,
  );
  const inset = `<figure id="tree">
<h2>The tree</h2>
<figcaption>${htmlText(describeFamily(drawn))}</figcaption>
${seriesHtml(relationSeries)}<div class="wide" tabindex="0" role="region" aria-label="The tree, a picture">${picture}</div>
</figure>
<section id="branches">\n<h2>The same as lists</h2>
${treeHtml(toTree(listed))}</section>\n`;
  return renderHtml(toFamilyPage(listed), { inset });
}
