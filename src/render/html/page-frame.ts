import { createHash } from 'node:crypto';
import { htmlText } from '../../text.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing may be fetched, and no style or script run but these two. */
const policy = `default-src 'none'; style-src ${hashOf(pageStyle)}; script-src ${hashOf(pageScript)}; base-uri 'none'; form-action 'none'`;

/** A page that needs nothing else: no font, no picture and no script from elsewhere. @param body HTML, made safe */
export const frameHtml = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${htmlText(title === '' ? 'hfreuse' : title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${body}<script>${pageScript}</script>
</body>
</html>
`;
