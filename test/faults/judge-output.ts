import { parse } from 'csv-parse/sync';
import { parseHTML } from 'linkedom';

// Each judge finds what an output holds beside plain text: words of its format, such as `element script`. An output of
// untrusted texts may hold no word that one of honest texts does not.

/** Words of a format that an output holds. @throws where it is not of the format, or steers what shows it */
export type Judge = (output: string) => Set<string>;

/** Invisible characters that steer terminals and readers; joiners are a part of spelling. */
const steering = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/u;

function refuseSteering(output: string): void {
  const found = steering.exec(output.replace(/^\ufeff/, ''));
  if (found !== null) {
    const place = JSON.stringify(output.slice(Math.max(0, found.index - 40), found.index + 20));
    throw new Error(`U+${found[0].codePointAt(0)?.toString(16)} in ${place}`);
  }
  if (!output.isWellFormed()) throw new Error('a lone surrogate');
}

const judgePlain: Judge = (output) => {
  refuseSteering(output);
  return new Set();
};

const isNumber = (cell: string): boolean => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(cell);

const judgeSeparated =
  (delimiter: string): Judge =>
  (output) => {
    refuseSteering(output.replaceAll('\r\n', '\n').replaceAll(delimiter, ' '));
    const records: string[][] = parse(output, { delimiter, bom: true });
    const formula = records.flat().find((cell) => /^[=+\-@\t\r]/.test(cell) && !isNumber(cell));
    if (formula !== undefined) throw new Error(`a formula: ${JSON.stringify(formula)}`);
    return new Set(records[0]?.map((name) => `column ${name}`));
  };

const judgeJson: Judge = (output) => {
  refuseSteering(output);
  JSON.parse(output);
  return new Set();
};

const judgeMarkdown: Judge = (output) => {
  refuseSteering(output);
  // What is left of a text whose every escape is taken away.
  const lines = output.replace(/\\./g, '').split('\n');
  let columns: number | null = null;
  for (const line of lines) {
    const cells = line.startsWith('|') ? line.split('|').length : null;
    if (cells !== null && columns !== null && cells !== columns)
      throw new Error(`not ${columns} cells: ${line}`);
    columns = cells;
  }
  const marks = lines.join('\n').match(/<[a-z!/]+|\]\(|`|^#+ |&(?!(amp|lt|gt);)/gim) ?? [];
  return new Set(marks.map((mark) => `mark ${mark}`));
};

const judgeLatex: Judge = (output) => {
  refuseSteering(output);
  const text = output.replace(/^%.*$/gm, '');
  const words = text.match(/\\(?:[a-z]+|.)/gis) ?? [];
  const open = text.replace(/\\./gs, '').match(/[#^~%]/g) ?? [];
  return new Set([...words, ...open].map((word) => `command ${word}`));
};

const judgeHtml: Judge = (output) => {
  refuseSteering(output);
  const { document } = parseHTML(output);
  const found = new Set<string>();
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    found.add(`element ${name}`);
    for (const { name: attribute, value } of element.attributes) {
      found.add(`attribute ${name} ${attribute}`);
      if (/^(href|src|action)$/.test(attribute) && !value.startsWith('#'))
        found.add(`address ${new URL(value, 'x://page/').origin}`);
    }
    if (/^(script|style)$/.test(name)) found.add(`${name} ${element.textContent.length}`);
  }
  return found;
};

const xmlText = String.raw`[^<&]|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);`;
const xmlTag = new RegExp(
  String.raw`<(/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"(?:${xmlText})*?"|'(?:${xmlText})*?'))*)\s*(/?)>`,
  'giy',
);

/** Strict where browsers and parsers are lenient: every tag is closed, every mark is escaped, no entities are made. */
const judgeXml: Judge = (output) => {
  refuseSteering(output);
  const body = output.replace(/^<\?xml[^?]*\?>/, '');
  const found = new Set<string>();
  const open: string[] = [];
  const between = new RegExp(`(?:${xmlText})*`, 'giy');
  for (let at = 0; at < body.length; ) {
    between.lastIndex = at;
    at += between.exec(body)?.[0].length ?? 0;
    if (at === body.length) break;
    xmlTag.lastIndex = at;
    const [tag, closes, name = '', attributes = '', empty] = xmlTag.exec(body) ?? [];
    if (tag === undefined) throw new Error(`not well-formed: ${body.slice(at, at + 80)}`);
    at += tag.length;
    found.add(`element ${name}`);
    for (const [, attribute] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')/g))
      found.add(`attribute ${name} ${attribute}`);
    if (closes === '/' && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    else if (closes !== '/' && empty !== '/') open.push(name);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
  return found;
};

/** DOT and Mermaid: what is outside of quotes. */
const judgeQuoted =
  (text: RegExp): Judge =>
  (output) => {
    refuseSteering(output);
    const words = output.replace(text, '""').match(/[a-z][a-z_]*|[^\sa-z0-9_]+/gi) ?? [];
    return new Set(words.map((word) => `word ${word}`));
  };

/** A judge for each format, as users write it. */
export const judges: Record<string, Judge> = {
  table: judgePlain,
  tree: judgePlain,
  csv: judgeSeparated(','),
  tsv: judgeSeparated('\t'),
  json: judgeJson,
  jsongraph: judgeJson,
  markdown: judgeMarkdown,
  latex: judgeLatex,
  html: judgeHtml,
  svg: judgeXml,
  graphml: judgeXml,
  gexf: judgeXml,
  dot: judgeQuoted(/"(?:[^"\\]|\\.)*"/gs),
  mermaid: judgeQuoted(/"[^"]*"/g),
};
