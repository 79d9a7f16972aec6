import type { Page } from '../documents/page.ts';
import type { Decimals } from './format-number.ts';
import type { Picture } from './plots/make-plot.ts';
import { renderCsv, renderTsv } from './render-csv.ts';
import { renderHtml } from './render-html.ts';
import { renderJson } from './render-json.ts';
import { renderLatex } from './render-latex.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderTerminal } from './render-terminal.ts';

/** How a page is written. `decimals` null or not given: unrounded in CSV and TSV, four for readers; JSON never rounds. */
export interface RenderOptions {
  /** CSV, TSV: a byte order mark, for spreadsheets that need one to see UTF-8. */
  bom?: boolean;
  decimals?: Decimals;
  color?: boolean;
  /** Of a terminal, in characters. */
  width?: number;
  /** No option makes tables wider. */
  fixedWidth?: boolean;
  /** HTML: the figures of the page, drawn beforehand, by their ids. */
  pictures?: ReadonlyMap<string, Picture>;
}

type RenderPage = (page: Page, options: RenderOptions) => string;

/** A new format is its own file and one line here. */
const renderers = {
  table: renderTerminal,
  csv: renderCsv,
  tsv: renderTsv,
  json: ({ json }) => renderJson(json),
  markdown: renderMarkdown,
  latex: renderLatex,
  html: renderHtml,
} satisfies Record<string, RenderPage>;

export type PageFormat = keyof typeof renderers;

/** Every format that a page can be written in. */
export const pageFormats = Object.keys(renderers) as PageFormat[];

/**
 * Any page as text that ends with a newline.
 * @throws RangeError on a format that does not exist
 */
export function renderPage(format: string, page: Page, options: RenderOptions = {}): string {
  if (!Object.hasOwn(renderers, format)) throw new RangeError(`no format ${JSON.stringify(format)}`);
  const render: RenderPage = renderers[format as PageFormat];
  return render(page, options);
}
