import { jsonText } from '../text.ts';

/** The one form of JSON: two spaces, keys as the document has them, a newline at the end, nothing invisible in it. */
export const renderJson = (document: unknown): string => `${jsonText(JSON.stringify(document, null, 2))}\n`;
