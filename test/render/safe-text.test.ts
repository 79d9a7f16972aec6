import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../src/render/format-number.ts';
import { wrapText } from '../../src/render/wrap-text.ts';
import {
  csvText,
  htmlText,
  jsonText,
  latexText,
  markdownText,
  plainLine,
  plainText,
} from '../../src/text.ts';
import { hostile } from './made-up.ts';

describe('safe text', () => {
  it('is one plain line', () => {
    expect(plainText('a\tb\r\nc\nd\u2028e\u0085f')).toBe('a b c d e f');
    expect(plainText('\u0000a\u001b[2Jb\u007f\u009bc\u202ed\u2066e\u2069\u200ff')).toBe('a[2Jbcdef');
    expect(plainText('日本 é 🙂 \ud800')).toBe('日本 é 🙂 \ufffd');
    // Letters of no width make two names look like one; joiners are a part of spelling.
    expect(plainText('a\u00ad\u200bb\ufeffc\u{e0041}')).toBe('abc');
    expect(plainText('می\u200cشود 👩\u200d🔬')).toBe('می\u200cشود 👩\u200d🔬');
  });

  it('is short as a part of a message', () => {
    expect(plainLine('  a\n\n b\u001b[2J \t c ')).toBe('a b[2J c');
    expect(plainLine(' x'.repeat(1000), 5)).toBe('x x x');
  });

  it('shows markup letter for letter', () => {
    expect(htmlText('<a href="x">\'&amp;')).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;');
    expect(markdownText('a|b\\|`c` *d* _e_ f_g <h> [i](j) ~k~')).toBe(
      'a\\|b\\\\\\|\\`c\\` \\*d\\* \\_e\\_ f_g &lt;h&gt; \\[i\\](j) \\~k\\~',
    );
  });

  it('is not a command in LaTeX', () => {
    expect(latexText('a_b & 50 % {x} \\end ~^ #1 $y$')).toBe(
      'a\\_b \\& 50 \\% \\{x\\} \\textbackslash{}end \\textasciitilde{}\\textasciicircum{} \\#1 \\$y\\$',
    );
    expect(latexText('* few')).toBe('{*} few');
    expect(latexText('[1] <n>0')).toBe('{[}1] \\textless{}n\\textgreater{}0');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-x', "'-x"],
    ['@sum', "'@sum"],
    ['-', "'-"],
    ['\tx', "' x"],
    ['\r=x', "' =x"],
    ['\u0000=x', "'=x"],
    ['-5', '-5'],
    ['+.5e-3', '+.5e-3'],
    ['-1+1', "'-1+1"],
    ['a=b', 'a=b'],
    ['', ''],
  ])('guards %j against spreadsheets', (text, cell) => {
    expect(csvText(text)).toBe(cell);
  });

  it('keeps the value in JSON, and shows every sign of it', () => {
    const names = [hostile, 'a\u200bb\u{e0041}'];
    const json = jsonText(JSON.stringify(names, null, 2));
    expect(JSON.parse(json)).toEqual(names);
    expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('formatNumber', () => {
  it.each([
    [1 / 3, 'number', 4, '0.3333'],
    [1 / 3, 'share', null, '0.3333333333333333'],
    [12, 'count', 4, '12'],
    [12.5, 'count', 2, '12.50'],
    [12, 'number', 4, '12.0000'],
    [12, 'number', 0, '12'],
    [-0.00001, 'number', 4, '0.0000'],
    [-0, 'number', null, '0'],
    [1e-7, 'number', null, '1e-7'],
    [9007199254740993n, 'count', 4, '9007199254740993'],
    [0, 'number', 4, '0.0000'],
    [null, 'number', 4, null],
    [undefined, 'count', null, null],
    [Number.NaN, 'number', 4, null],
    [Number.POSITIVE_INFINITY, 'share', null, null],
  ] as const)('%s as %s with %s decimals is %s', (value, kind, decimals, text) => {
    expect(formatNumber(value, kind, decimals)).toBe(text);
  });
});

describe('wrapText', () => {
  it('breaks at spaces only, and keeps the indent', () => {
    expect(wrapText('  - one two three', 10, '    ')).toBe('  - one\n    two\n    three');
    expect(wrapText('unbreakable word', 5)).toBe('unbreakable\nword');
    expect(wrapText('', 10)).toBe('');
  });
});
