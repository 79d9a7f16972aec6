import type { Page } from '../documents/page.ts';
import type { Decimals } from './format-number.ts';
import type { Picture } from './plots/make-plot.ts';

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

type RenderPage = (page: Page, options?: RenderOptions) => string;

/** A new format is its own file and one line here; it is loaded where it is asked for. */
const renderers = {
  table: async () => (await import('./render-terminal.ts')).renderTerminal,
  csv: async () => (await import('./render-csv.ts')).renderCsv,
  tsv: async () => (await import('./render-csv.ts')).renderTsv,
  json: async () => {
    const { renderJson } = await import('./render-json.ts');
    return ({ json }: Page) => renderJson(json);
  },
  markdown: async () => (await import('./render-markdown.ts')).renderMarkdown,
  latex: async () => (await import('./render-latex.ts')).renderLatex,
  html: async () => (await import('./render-html.ts')).renderHtml,
} satisfies Record<string, () => Promise<RenderPage>>;

export type PageFormat = keyof typeof renderers;

/** Every format that a page can be written in. */
export const pageFormats = Object.keys(renderers) as PageFormat[];

/**
 * Any page as text that ends with a newline.
 * @throws RangeError on a format that does not exist
 */
export async function renderPage(format: string, page: Page, options: RenderOptions = {}): Promise<string> {
  const render = await loadRenderer(format);
  return render(page, options);
}

/**
 * What writes a page in a format.
 * @throws RangeError on a format that does not exist
 */
export async function loadRenderer(format: string): Promise<RenderPage> {
  if (!Object.hasOwn(renderers, format)) throw new RangeError(`no format ${JSON.stringify(format)}`);
  return renderers[format as PageFormat]();
}
