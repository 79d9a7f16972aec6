import type { Column } from '../documents/column.ts';
import { type Fact, toBlocks } from '../documents/report/report-facts.ts';
import type { TrendDocument } from '../documents/trend/trend.ts';
import { trendColumns, trendTableColumns } from '../documents/trend/trend-columns.ts';
import { htmlText, markdownText, plainText } from '../text.ts';
import { renderFacts, renderWarnings } from './render-facts.ts';
import { renderHtmlFacts, renderHtmlPage, renderHtmlTable, renderHtmlWarnings } from './render-html.ts';
import { pickKeys, renderJson } from './render-json.ts';
import { renderMarkdownFacts, renderMarkdownWarnings } from './render-markdown.ts';
import { type RenderOptions, renderRows } from './render-rows.ts';

type RenderTrend = (document: TrendDocument, options: RenderOptions) => string;

const title = 'Reuse on the Hugging Face Hub, by date';
const none = 'No row: no task that was asked for has a member on any date.';

const renderers: Record<string, RenderTrend> = {
  table: (document, options) => {
    const blocks = blocksOf(document, 'table', plainText, options).map(
      ([head, body]) => `\n${head}\n${body}`,
    );
    const tables = blocks.length === 0 ? `\n${none}\n` : blocks.join('');
    return renderFacts(trendFacts(document)) + renderWarnings(document.warnings) + tables;
  },
  csv: (document, options) => renderRows('csv', trendColumns, document.rows, options),
  tsv: (document, options) => renderRows('tsv', trendColumns, document.rows, options),
  json: (document) => renderJson({ ...document, rows: pickKeys(trendColumns, document.rows) }),
  markdown: (document, options) => {
    const facts = renderMarkdownFacts(trendFacts(document)) + renderMarkdownWarnings(document.warnings);
    const blocks = blocksOf(document, 'markdown', markdownText, options);
    const tables = blocks.map(([head, body]) => `\n## ${head}\n\n${body}`).join('');
    return `# ${title}\n\n${facts}${blocks.length === 0 ? `\n${none}\n` : tables}`;
  },
  html: (document, options) => {
    const blocks = toBlocks(document.rows).map(({ title: head, rows }) => {
      const table = renderHtmlTable(columnsFor(head), rows, options);
      return `<h2>${htmlText(head)}</h2>\n<div class="wide">\n${table}</div>\n`;
    });
    const tables = blocks.length === 0 ? `<p>${none}</p>\n` : blocks.join('');
    const facts = renderHtmlFacts(trendFacts(document)) + renderHtmlWarnings(document.warnings);
    return renderHtmlPage(title, `<h1>${title}</h1>\n${facts}${tables}`);
  },
};

/** Every format of `report --trend`. */
export const trendFormats = Object.keys(renderers);

/**
 * The figures of every date as text that ends with a newline.
 * @throws RangeError on a format that does not exist
 */
export function renderTrend(format: string, document: TrendDocument, options: RenderOptions = {}): string {
  const render = renderers[format];
  if (render === undefined) throw new RangeError(`no trend format ${JSON.stringify(format)}`);
  return render(document, options);
}

/** What a reader must know before the first number: which dates, and by which definitions. */
function trendFacts({ snapshots, protocol, definitions, generator }: TrendDocument): Fact[] {
  const dates = snapshots.map(({ date }) => date);
  const span = dates.length < 2 ? dates.join('') : `${dates.length} from ${dates[0]} to ${dates.at(-1)}`;
  const incomplete = snapshots.filter(({ complete }) => !complete).length;
  return [
    { label: 'Hub', text: [...new Set(snapshots.map(({ endpoint }) => endpoint))].join(', ') },
    { label: 'Dates', text: span },
    {
      label: 'Complete',
      text: incomplete === 0 ? 'yes' : `NO: ${incomplete} of ${dates.length} dates are not`,
    },
    { label: 'Protocol', text: `${protocol}; ${generator.name} ${generator.version}` },
    ...Object.entries(definitions).map(([question, text]) => ({ label: question, text })),
  ];
}

/** Heading and table of each question, measure and modality. */
const blocksOf = (
  { rows: all }: TrendDocument,
  format: 'table' | 'markdown',
  safe: (text: string) => string,
  options: RenderOptions,
): [string, string][] =>
  toBlocks(all).map(({ title: head, rows }) => [
    safe(head),
    renderRows(format, columnsFor(head), rows, options),
  ]);

/** How many datasets there are is said of RQ1 alone. */
const columnsFor = (head: string): Column[] =>
  trendTableColumns.filter(({ key }) => key !== 'distinct' || head.startsWith('RQ1'));
