import type { Page, Section } from '../documents/page.ts';
import { htmlText } from '../text.ts';
import { figureHtml } from './html/figure-html.ts';
import { frameHtml } from './html/page-frame.ts';
import { type HtmlOptions, tableHtml } from './html/table-html.ts';
import type { Picture } from './plots/make-plot.ts';

/** How a page is written, and its figures, drawn beforehand, by their ids. */
interface PageOptions extends HtmlOptions {
  pictures?: ReadonlyMap<string, Picture>;
  /** HTML made elsewhere, before the tables. */
  inset?: string;
}

/** A page that needs nothing else, with every text escaped. */
export const renderHtml = (page: Page, options: PageOptions = {}): string =>
  frameHtml(page.title, `<main>\n${renderBody(page, options)}</main>\n`);

function renderBody(page: Page, options: PageOptions): string {
  const details = [
    renderFacts(page.facts),
    page.warnings.length === 0 ? '' : '<h2 id="limits">What these numbers cannot see</h2>\n',
    renderList(page.warnings, ' class="warnings"'),
  ];
  const figures = renderFigures(page, options);
  const found = [
    page.none === '' ? '' : `<p>${htmlText(page.none)}</p>\n`,
    renderContents(page, figures !== ''),
    page.sections.length === 0 ? '' : filter,
    options.inset ?? '',
    figures === '' ? '' : `<h2 id="figures">Figures</h2>\n${figures}`,
    ...page.sections.map((section, place) => renderSection(section, place, options)),
    renderFacts(page.words ?? []),
  ];
  return [
    page.title === '' ? '' : `<h1>${htmlText(page.title)}</h1>\n`,
    ...(page.lead ?? []).map((sentence) => `<p class="summary">${htmlText(sentence)}</p>\n`),
    ...(page.detailsBelow === true ? [...found, ...details] : [...details, ...found]),
  ].join('');
}

/** Without scripts it does nothing, so it is shown by them. */
const filter =
  '<p class="filter" hidden><label>Show rows that contain <input type="search" name="filter"></label></p>\n';

function renderFigures({ figures = [] }: Page, options: PageOptions): string {
  return figures
    .map((figure) => {
      const picture = options.pictures?.get(figure.id);
      return picture === undefined ? '' : figureHtml(figure, picture, options);
    })
    .join('');
}

function renderContents({ sections, figures = [] }: Page, withFigures: boolean): string {
  const titled = sections.flatMap(({ title }, place) =>
    title === '' ? [] : [{ id: sectionId(place), title }],
  );
  const entries = [...(withFigures ? figures : []), ...titled];
  if (entries.length < 2) return '';
  const items = entries.map(({ id, title }) => `<li><a href="#${id}">${htmlText(title)}</a></li>\n`);
  return `<nav aria-label="Contents"><h2>Contents</h2>\n<ol>\n${items.join('')}</ol></nav>\n`;
}

const sectionId = (place: number): string => `table-${place + 1}`;

function renderFacts(facts: Page['facts']): string {
  const items = facts.map(({ label, text }) => `<dt>${htmlText(label)}</dt><dd>${htmlText(text)}</dd>\n`);
  return items.length === 0 ? '' : `<dl>\n${items.join('')}</dl>\n`;
}

function renderSection(section: Section, place: number, options: HtmlOptions): string {
  const { title, notes } = section;
  const head = title === '' ? '' : `<h2 id="${sectionId(place)}">${htmlText(title)}</h2>\n`;
  const table = tableHtml({ ...section, title: title === '' ? 'table' : title }, options);
  return `<section>\n${head}${table}${renderList(notes)}</section>\n`;
}

function renderList(items: readonly string[], attributes = ''): string {
  const lines = items.map((item) => `<li>${htmlText(item)}</li>\n`);
  return lines.length === 0 ? '' : `<ul${attributes}>\n${lines.join('')}</ul>\n`;
}
