// Names, answers of a Hub and cells of a file are anybody's words. None may steer a terminal, break a table or become
// a formula. This is the one place that sees to it.

/** Breaks and tabs that a reader sees as a gap. U+0085, U+2028 and U+2029 are line ends too. */
const gaps = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;

/** All other control and format characters: C0, DEL, C1, marks that turn the direction of text, letters of no width. */
const unseen = /[\p{Cc}\p{Cf}]/gu;

/** Two of no width that spelling and emoji need: ZWNJ and ZWJ. */
const joiners = /[\u200c\u200d]/u;

/** One plain line: gaps become spaces; control and format characters go; lone surrogates become U+FFFD. */
export const plainText = (text: string): string =>
  text
    .replace(gaps, ' ')
    .replace(unseen, (mark) => (joiners.test(mark) ? mark : ''))
    .toWellFormed();

/**
 * Plain text as part of a message: runs of blanks are one, none at either end.
 * @param longest the most characters that are left of it
 */
export function plainLine(text: string, longest = Number.POSITIVE_INFINITY): string {
  // A whole page as an answer need not be read to its end.
  const most = text.slice(0, longest === Number.POSITIVE_INFINITY ? undefined : 5 * longest);
  return plainText(most).replace(/\s+/gu, ' ').trim().slice(0, longest);
}

/** Plain text as HTML, also within a quoted attribute. */
export const htmlText = (text: string): string =>
  plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Plain text for GitHub's Markdown, in a table or outside: shown letter for letter, no markup, no HTML, no new cell. */
export const markdownText = (text: string): string =>
  plainText(text)
    .replace(/[\\`*[\]~|]/g, '\\$&')
    // Within a word an underscore is only itself.
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Plain text for a cell of a CSV or TSV file. A cell that a spreadsheet would take for a formula gets a leading
 * apostrophe: it begins with = + - @ and is not a number, or began with a tab or a line end.
 */
export function csvText(text: string): string {
  const plain = plainText(text);
  const formula = (/^[=+\-@]/.test(plain) && !decimalNumber.test(plain)) || /^[\t\r\n]/.test(text);
  return formula ? `'${plain}` : plain;
}

/**
 * Control and format characters, but for the newline: outside of a string it is layout, within one JSON has escaped it
 * already.
 */
const unseenInJson = /[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/gu;

/** JSON text whose invisible characters are all written as escapes: the values stay what they were. */
export const jsonText = (json: string): string =>
  json.replace(unseenInJson, (mark) =>
    joiners.test(mark)
      ? mark
      : Array.from({ length: mark.length }, (_, unit) => toEscape(mark.charCodeAt(unit))).join(''),
  );

const toEscape = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;

const latexMarks: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  µ: '$\\mu$',
  σ: '$\\sigma$',
  Δ: '$\\Delta$',
  '−': '$-$',
  '→': '$\\rightarrow$',
};

/** Plain text for LaTeX: every mark shown, no command; letters beyond ASCII need an engine that reads UTF-8. */
export const latexText = (text: string): string =>
  plainText(text)
    .replace(/[\\~^<>|"µσΔ−→]|[#$%&_{}]/gu, (mark) => latexMarks[mark] ?? `\\${mark}`)
    // At the beginning of a row these would be taken for a part of the line end before.
    .replace(/^[[*]/, '{$&}');

/** Text as a string of SQL, in quotes. Control characters stay: the text is data, not for a person to read. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * A name whose middle is left out where it is long, since both ends of a repo id matter.
 * @param most the most letters that are left of it
 */
export function shortenMiddle(name: string, most: number): string {
  if (name.length <= most) return name;
  // The ends of an endless name are enough.
  const letters = [...(name.length > 8 * most ? name.slice(0, 2 * most) + name.slice(-2 * most) : name)];
  if (letters.length <= most) return name;
  const half = Math.floor(most / 2);
  return `${letters.slice(0, half).join('')}…${letters.slice(1 - half).join('')}`;
}

/** What a text holds as JSON; null where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
