import { expect } from 'vitest';
import type { DiffDocument, FigureChange } from '../../src/documents/diff/diff.ts';

/** Nothing came, went or changed. */
export function expectUnchanged({ rows, repos, turnover, differences }: DiffDocument): void {
  expect(differences).toEqual([]);
  expect(rows.length).toBeGreaterThan(5);
  for (const { old, new: now, change } of rows) {
    expect(now).toEqual(old);
    for (const figure of Object.values(change ?? {})) expect([0, null]).toContain(figure);
  }
  const nothing = { came: 0, went: 0, renamed: 0 };
  expect(repos).toEqual({ models: nothing, datasets: nothing });
  for (const { jaccard, overlap, entered, left } of turnover) {
    expect([jaccard, overlap, entered, left]).toEqual([1, 1, [], []]);
  }
}

/** What one gained the other lost. */
export function expectMirrored(there: DiffDocument, back: DiffDocument): void {
  expect([back.old, back.new]).toEqual([there.new, there.old]);
  const nameOf = ({ measure, modality, task }: DiffDocument['rows'][number]) =>
    `${measure} ${modality} ${task}`;
  const found = new Map(back.rows.map((row) => [nameOf(row), row]));
  expect([...found.keys()].sort()).toEqual(there.rows.map(nameOf).sort());
  for (const row of there.rows) {
    const mirror = found.get(nameOf(row));
    expect([mirror?.old, mirror?.new]).toEqual([row.new, row.old]);
    expect(mirror?.change ?? null).toEqual(row.change === null ? null : negate(row.change));
  }
  for (const kind of ['models', 'datasets'] as const) {
    const { came, went, renamed } = there.repos[kind];
    expect(back.repos[kind]).toEqual({ came: went, went: came, renamed });
  }
  for (const [place, { jaccard, overlap, entered, left }] of there.turnover.entries()) {
    const { turnover } = back;
    expect(turnover[place]).toMatchObject({ jaccard, overlap, entered: left, left: entered });
  }
}

const negate = (change: FigureChange) =>
  Object.fromEntries(
    Object.entries(change).map(([name, value]) => [name, value === null ? null : 0 - (value as number)]),
  );
