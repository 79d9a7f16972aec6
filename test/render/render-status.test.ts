import { describe, expect, it } from 'vitest';
import { renderStatus } from '../../src/render/render-status.ts';
import { hostile, madeUpStatus } from './made-up.ts';

describe('renderStatus', () => {
  const warnings = [`Incomplete: ${hostile}`];

  it('shows in a table what is missing first', async () => {
    const text = renderStatus('table', madeUpStatus, warnings);
    await expect(text).toMatchFileSnapshot('golden/status.table');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    const places = ['failed    ', 'partial   ', 'done   '].map((state) =>
      text.lastIndexOf(`\n${state.trim()} `),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('gives the document itself in JSON', async () => {
    const text = renderStatus('json', madeUpStatus, warnings);
    await expect(text).toMatchFileSnapshot('golden/status.json');
    expect(JSON.parse(text)).toEqual(madeUpStatus);
  });

  it('has no other format', () => {
    expect(() => renderStatus('csv', madeUpStatus)).toThrow(RangeError);
  });
});
