import { expect, it } from 'vitest';
import { auditFigure } from '../../src/documents/audit/audit-figure.ts';
import type { TopDocument } from '../../src/documents/top/top.ts';
import { topFigure } from '../../src/documents/top/top-figure.ts';
import type { AuditRow } from '../../src/statistics/audit/audit-rows.ts';

const toRows = (n: number): AuditRow[] =>
  Array.from({ length: n }, (_, place) => ({
    ...{ labels: {}, mean: String(place + 1), sd: '1', n: null, reasons: [], smallestN: null },
    verdict: place === 7 || place === n - 2 ? 'suspicious' : place === n - 1 ? 'impossible' : 'possible',
  }));

it('a picture of a long audit has the gravest rows, in the order of the file', () => {
  const { rows, description } = auditFigure(toRows(12_345));
  const labels = rows.map((row) => (row as { label: string }).label);
  expect(labels).toHaveLength(200);
  expect(labels.slice(0, 9)).toEqual(Array.from({ length: 9 }, (_, place) => `${place + 1}. `));
  expect(labels.slice(-3)).toEqual(['198. ', '12344. ', '12345. ']);
  expect(description).toMatch(/ Only the gravest 200 of 12,345 are drawn\.$/);
});

it('a short one is drawn whole, and nothing is said to be left out', () => {
  const { rows, description } = auditFigure(toRows(200));
  expect(rows).toHaveLength(200);
  expect(description).not.toContain('Only');
});

it('a picture of a long ranking has its first rows', () => {
  const ranked = Array.from({ length: 5000 }, (_, place) => ({
    id: `a/${place}`,
    uses: 1,
    share: 0,
    ghost: false,
  }));
  const { rows, description } = topFigure({ kind: 'models', rows: ranked } as unknown as TopDocument);
  expect(rows.map((row) => (row as { id: string }).id)).toEqual(ranked.slice(0, 200).map(({ id }) => id));
  expect(description).toMatch(/ Only the first 200 of 5,000 are drawn\.$/);
});
