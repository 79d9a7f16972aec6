import type { Figure } from '../documents/figure.ts';
import type { Page, Section } from '../documents/page.ts';
import { groupBy } from '../group-by.ts';
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

/** What was found comes first, then how it was counted, what it cannot show, and where it is from. */
function renderBody(page: Page, options: PageOptions): string {
  const { title, lead = [], none, warnings, sections, words = [], facts } = page;
  const groups = groupFigures(page, options);
  const definitions = [...facts.filter(({ isDefinition }) => isDefinition === true), ...words];
  return [
    title === '' ? '' : `<h1>${htmlText(title)}</h1>\n`,
    ...lead.map((sentence) => `<p class="summary">${htmlText(sentence)}</p>\n`),
    title === '' || warnings.length === 0
      ? ''
      : `<p><a href="#limits">What these numbers cannot see: ${warnings.length} ${warnings.length === 1 ? 'limit' : 'limits'}, listed below</a></p>\n`,
    none === '' ? '' : `<p>${htmlText(none)}</p>\n`,
    renderContents(page, groups),
    sections.length === 0 ? '' : filter,
    options.inset ?? '',
    ...groups.map(({ id, heading, html }) => `<h2 id="${id}">${htmlText(heading)}</h2>\n${html}`),
    ...sections.map((section, place) => renderSection(section, place, page, options)),
    renderPart('definitions', 'Definitions', renderFacts(definitions)),
    renderPart('limits', 'What these numbers cannot see', renderList(warnings, ' class="warnings"')),
    renderPart(
      'source',
      'Where these numbers are from',
      renderFacts(facts.filter((fact) => !definitions.includes(fact))),
    ),
  ].join('');
}

const renderPart = (id: string, title: string, html: string): string =>
  html === '' ? '' : `<h2 id="${id}">${title}</h2>\n${html}`;

/** Without scripts it does nothing, so it is shown by them. */
const filter =
  '<p class="filter" hidden><label>Show rows that contain <input type="search" name="filter"></label></p>\n';

/** Figures under one heading. */
interface FigureGroup {
  id: string;
  heading: string;
  figures: readonly Figure[];
  html: string;
}

/** The figures that were drawn, but for those that stand at a table, by their headings. */
function groupFigures({ figures = [], sections }: Page, options: PageOptions): FigureGroup[] {
  const atTables = new Set(sections.map(({ figure }) => figure));
  const drawn = figures.filter(({ id }) => !atTables.has(id) && options.pictures?.has(id) === true);
  return [...groupBy(drawn, ({ heading = 'Figures' }) => heading)].map(([heading, members], place) => ({
    ...{ id: `figures-${place + 1}`, heading, figures: members },
    html: members.map((figure) => renderFigure(figure, options)).join(''),
  }));
}

function renderFigure(figure: Figure | undefined, options: PageOptions): string {
  const picture = figure === undefined ? undefined : options.pictures?.get(figure.id);
  return figure === undefined || picture === undefined ? '' : figureHtml(figure, picture, options);
}

function renderContents({ sections }: Page, groups: readonly FigureGroup[]): string {
  const titled = sections.flatMap(({ title }, place) =>
    title === '' ? [] : [{ id: sectionId(place), title }],
  );
  const parts: { heading: string; entries: readonly { id: string; title: string }[] }[] = [
    ...groups.map(({ heading, figures }) => ({ heading, entries: figures })),
    ...(titled.length === 0 ? [] : [{ heading: 'Tables', entries: titled }]),
  ];
  if (parts.flatMap(({ entries }) => entries).length < 2) return '';
  const items = parts.map(({ heading, entries }) => {
    const links = entries.map(({ id, title }) => `<li><a href="#${id}">${htmlText(title)}</a></li>\n`);
    return `<li><b>${htmlText(heading)}</b>\n<ol>\n${links.join('')}</ol></li>\n`;
  });
  return `<nav aria-label="Contents"><h2>Contents</h2>\n<ol>\n${items.join('')}</ol></nav>\n`;
}

const sectionId = (place: number): string => `table-${place + 1}`;

function renderFacts(facts: Page['facts']): string {
  const items = facts.map(({ label, text }) => `<dt>${htmlText(label)}</dt><dd>${htmlText(text)}</dd>\n`);
  return items.length === 0 ? '' : `<dl>\n${items.join('')}</dl>\n`;
}

function renderSection(
  section: Section,
  place: number,
  { figures = [] }: Page,
  options: PageOptions,
): string {
  const { title, notes } = section;
  const own = renderFigure(
    figures.find(({ id }) => id === section.figure),
    options,
  );
  const head = title === '' ? '' : `<h2 id="${sectionId(place)}">${htmlText(title)}</h2>\n`;
  const table = tableHtml({ ...section, title: title === '' ? 'table' : title }, options);
  return `<section>\n${head}${own}${table}${renderList(notes)}</section>\n`;
}

function renderList(items: readonly string[], attributes = ''): string {
  const lines = items.map((item) => `<li>${htmlText(item)}</li>\n`);
  return lines.length === 0 ? '' : `<ul${attributes}>\n${lines.join('')}</ul>\n`;
}
