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

/** A text for XML, within an attribute or an element; what XML cannot hold becomes U+FFFD. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(illegal, '\uFFFD')
    .replace(/[&<>"\t\n\r]/g, (letter) => escapes[letter] ?? letter);
