import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type Column, csvNames, findColumnIn } from '../../src/documents/column.ts';
import { toListPage } from '../../src/documents/list-page.ts';
import { type PageFormat, pageFormats } from '../../src/render/render-page.ts';
import { csvText } from '../../src/text.ts';
import { hostile } from './made-up.ts';
import { renderLoaded } from './render-loaded.ts';

const columns: readonly Column[] = [
  { key: 'id', heading: 'id', kind: 'text' },
  { key: 'someCount', heading: 'count', kind: 'count' },
  { key: 'meanCi', heading: '95 % interval', kind: 'pair', request: '--more' },
  { key: 'lorenz', heading: 'Lorenz', kind: 'structure', request: '--more' },
  {
    key: 'reasons',
    heading: 'reasons',
    kind: 'structure',
    width: 20,
    toText: (value) => (Array.isArray(value) && value.length > 0 ? value.join('; ') : null),
  },
];

const rows = [
  {
    id: hostile,
    someCount: 3,
    meanCi: [0.25, 1.5],
    lorenz: [[0, 0]],
    reasons: ['a reason, at length', 'another one'],
  },
  { id: 'b', someCount: null, meanCi: null, reasons: [] },
];

/** Numerical Recipes' generator: the same texts on every run. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const renderRows = (format: PageFormat, of: readonly Column[], list: readonly object[]): string =>
  renderLoaded(format, toListPage(of, list));

describe('a list of rows', () => {
  it.each(pageFormats)('%s is as it was', async (format) => {
    const text = renderRows(format, columns, rows);
    await expect(text).toMatchFileSnapshot(`golden/rows.${format}`);
    expect(text.replace(/[\n\t]|\r\n/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('gives a pair two columns in CSV, and structures only where they can be read', () => {
    expect(renderRows('csv', columns, rows).split('\r\n')[0]).toBe(
      'id,some_count,mean_ci_low,mean_ci_high,reasons',
    );
    expect(renderRows('csv', columns, rows.slice(1)).split('\r\n')[1]).toBe('b,,,,');
    expect(renderRows('csv', columns, [{ id: 'c', someCount: 1 }])).toBe('id,some_count,reasons\r\nc,1,\r\n');
    expect(JSON.parse(renderRows('json', columns, rows)).rows[1]).toEqual(rows[1]);
  });

  it('finds both halves of a pair by name', () => {
    expect(csvNames(findColumnIn(columns, 'mean_ci_high') ?? { key: '', heading: '', kind: 'text' })).toEqual(
      ['mean_ci_high'],
    );
    expect(findColumnIn(columns, 'mean_ci')?.key).toBe('meanCi');
    const half = findColumnIn(columns, 'mean_ci_low');
    expect(renderRows('csv', half === undefined ? [] : [half], rows)).toBe('mean_ci_low\r\n0.25\r\n""\r\n');
  });

  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ] as const)('%s reads back as what was written, whatever the names', (format, delimiter) => {
    const random = makeRandom(1);
    const signs = [
      'a',
      '"',
      "'",
      ',',
      '\t',
      '\r',
      '\n',
      '=',
      '-',
      '+',
      '@',
      '1',
      ' ',
      '\u001b',
      '\u202e',
      '|',
      'é',
    ];
    const word = () =>
      Array.from({ length: Math.floor(random() * 9) }, () => signs[Math.floor(random() * signs.length)]).join(
        '',
      );
    const made = Array.from({ length: 2000 }, () => ({ id: word(), someCount: Math.floor(random() * 1e6) }));
    const text = renderRows(format, columns.slice(0, 2), made);
    const read: string[][] = parse(text, { delimiter });
    expect(read.slice(1)).toEqual(made.map(({ id, someCount }) => [csvText(id), String(someCount)]));
    for (const [id = ''] of read) expect(id).not.toMatch(/^[=+\-@](?!\d*$)/);
  });

  it('lines up a long table made in pieces, wide characters and all', () => {
    const many = Array.from({ length: 501 }, (_, index) => ({ id: `name-${index}`, someCount: index }));
    const lines = renderRows('table', columns.slice(0, 2), [
      ...many,
      { id: '日本語日本語', someCount: 1 },
    ]).split('\n');
    expect(lines).toHaveLength(1 + 1 + 1 + 502 + 1 + 1);
    expect(new Set(lines.slice(0, 504).map((line) => line.length))).toEqual(new Set([19]));
    expect(lines[504]).toBe('日本語日本語      1');
  });

  it('writes the rows of a long table as cli-table3 writes those of a short one', () => {
    const random = makeRandom(7);
    const word = (): string => 'é…x '.repeat(3).slice(Math.floor(random() * 4), Math.floor(random() * 12));
    // The first fifty are written by it, the same ones again by us.
    const some = Array.from({ length: 50 }, () => ({ id: word(), someCount: Math.floor(random() * 1e6) }));
    const lines = renderRows('table', columns, [...some, ...some])
      .split('\n')
      .slice(3, -2);
    expect(lines).toHaveLength(100);
    expect(lines.slice(50)).toEqual(lines.slice(0, 50));
    expect(new Set(lines).size).toBeGreaterThan(40);
  });

  it('writes something for no rows', () => {
    const texts = pageFormats.map((format: PageFormat) => renderRows(format, columns, []));
    for (const text of texts) expect(text).toMatch(/[^\n]\n$/);
    expect(JSON.parse(renderRows('json', columns, []))).toEqual({ schemaVersion: 1, rows: [] });
  });
});
