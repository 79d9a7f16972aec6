/**
 * A value from someone else's JSON as JSON text: lone surrogates become U+FFFD, for databases take no other. Null where
 * there is nothing to write, or it is nested too deep to be written.
 */
export function toJsonText(value: unknown): string | null {
  try {
    const text = JSON.stringify(value);
    if (text === undefined) return null;
    // JSON.stringify escapes lone surrogates, and only those, as \ud800 … \udfff.
    return text.includes('\\ud') ? text.replace(/\\(?:\\|ud[89a-f][0-9a-f]{2})/g, replaceSurrogate) : text;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const replaceSurrogate = (escaped: string): string => (escaped === '\\\\' ? escaped : '\uFFFD');
