import { expect, it } from 'vitest';
import { toCommandLine } from '../../src/cli/to-command-line.ts';

it.each([
  [['report', '--ci', '100'], 'hfreuse report --ci 100'],
  [
    ['report', '/home/me/hub.duckdb', '--format', 'html', '--output', '/tmp/a.html', '--seed', '2'],
    'hfreuse report hub.duckdb --format html --seed 2',
  ],
  [
    ['report', '--output=a.html', '--figures=f', '--snapshot=/a/b.duckdb', '--quiet'],
    'hfreuse report --snapshot=b.duckdb',
  ],
  [['report', '--fail-on', 'mean<0.5'], "hfreuse report --fail-on 'mean<0.5'"],
  [['audit', "it's mine.csv"], "hfreuse audit 'it'\\''s mine.csv'"],
  [['lineage', 'owner/name', '--format', 'html'], 'hfreuse lineage owner/name --format html'],
])('%j', (words, line) => {
  expect(toCommandLine(words)).toBe(line);
});
