import { plainText } from '../../text.ts';

/** All that XML 1.0 has no character for, not even as a reference. Source: https://www.w3.org/TR/xml/#charsets */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader of an attribute would make spaces of these.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What is not seen but steers a reader or a terminal: as a reference, so that the value stays what it was. */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A text of characters that XML has; each other one becomes U+FFFD. */
export const legalText = (text: string): string => text.toWellFormed().replace(illegal, '\uFFFD');

/** A text for XML, within an attribute or an element; what XML cannot hold becomes U+FFFD. */
export const xmlText = (text: string): string =>
  legalText(text)
    .replace(/[&<>"\t\n\r]/g, (letter) => escapes[letter] ?? letter)
    .replace(unseen, (mark) => `&#${mark.codePointAt(0)};`);

/** A text of a picture, which is shown and not read by a program: one plain line. */
export const svgText = (text: string): string => xmlText(plainText(text));
