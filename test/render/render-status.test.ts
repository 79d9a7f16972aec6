import { describe, expect, it } from 'vitest';
import { toStatusPage } from '../../src/documents/status/status-page.ts';
import { renderPage } from '../../src/render/render-page.ts';
import { hostile, madeUpStatus } from './made-up.ts';
import { renderLoaded } from './render-loaded.ts';

describe('a rendered status', () => {
  const warnings = [`Incomplete: ${hostile}`];

  it('shows in a table what is missing first', async () => {
    const text = renderLoaded('table', toStatusPage(madeUpStatus, warnings));
    await expect(text).toMatchFileSnapshot('golden/status.table');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    const places = ['failed    ', 'partial   ', 'done   '].map((state) =>
      text.lastIndexOf(`\n${state.trim()} `),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('gives the document itself in JSON', async () => {
    const text = renderLoaded('json', toStatusPage(madeUpStatus, warnings));
    await expect(text).toMatchFileSnapshot('golden/status.json');
    expect(JSON.parse(text)).toEqual(madeUpStatus);
  });

  it('refuses a format that does not exist', async () => {
    for (const format of ['yaml', 'toString']) {
      await expect(renderPage(format, toStatusPage(madeUpStatus))).rejects.toThrow(RangeError);
    }
  });
});
