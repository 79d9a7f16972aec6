import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { report } from '../../src/commands/report.ts';
import type { Section } from '../../src/documents/page.ts';
import { toReportPage } from '../../src/documents/report/report-page.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-few-'));
const snapshot = join(folder, 'hub.duckdb');
beforeAll(() => copySimulated(snapshot, { models: 3000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const note = /^\* fewer than 30 members \(.+\): too few to compare$/;

/** That a mark is explained under the table that has one, and only there. */
function expectNote({ notes }: Section, isMarked: boolean): void {
  expect(notes.filter((text) => note.test(text))).toHaveLength(isMarked ? 1 : 0);
}

it('--compare: tasks of fewer than 30 members, ours or of current, are marked and follow the others', async () => {
  const document = await report(snapshot, { protocol: 'study-2025', compare: true });
  const rows = document.comparison?.rows ?? [];
  const few = rows.filter(({ studyN, currentN }) => Math.min(studyN ?? 30, currentN ?? 30) < 30);
  expect(few.length).toBeGreaterThan(0);
  expect(few.length).toBeLessThan(rows.length);
  const sections = toReportPage(document).sections.filter(({ title }) => title.includes('published'));
  const tasks = sections.map((section) => section.rows.map((row) => String((row as { task: string }).task)));
  expect(tasks.flat().filter((task) => task.endsWith(' *'))).toHaveLength(few.length);
  for (const [index, names] of tasks.entries()) {
    const marked = names.map((task) => task.endsWith(' *'));
    expect(marked).toEqual([...marked].sort());
    expectNote(sections[index] as Section, marked.includes(true));
  }
});

it('--grid: means of fewer than 30 members are marked, and such tasks follow the others and are left out of orders', async () => {
  const document = await report(snapshot, { grid: true, questions: ['RQ3'], modalities: ['nlp', 'cv'] });
  const { rows = [], conclusions = [] } = document.grid ?? {};
  const isFew = (row: (typeof rows)[number]) => row.n < 30 && row.mean !== null;
  expect(rows.filter(isFew).length).toBeGreaterThan(0);
  const { sections } = toReportPage(document);
  const matrices = sections.filter(({ title }) => title.includes('with their rank'));
  const marks = matrices.flatMap((section) => {
    const shown = section.rows.map((row) =>
      section.columns
        .slice(1)
        .map(
          ({ key, toText }) =>
            toText?.((row as Record<string, unknown>)[key], String)?.endsWith(' *') ?? false,
        ),
    );
    // A task without a mean has too few members to lead as well.
    const own = section.columns[1]?.key ?? '';
    const first = section.rows.map((row) => ((row as Record<string, { n: number }>)[own]?.n ?? 30) < 30);
    expect(first).toEqual([...first].sort());
    expectNote(section, shown.flat().includes(true));
    return shown.flat().filter((marked) => marked);
  });
  expect(marks).toHaveLength(rows.filter(isFew).length);
  for (const { few, tasks, measure, modality, choice, setting } of conclusions) {
    const own = rows.filter(
      (row) => row.measure === measure && row.modality === modality && row.choice === choice,
    );
    const isLeftOut = (task: string) =>
      [
        ...own.filter((row) => row.setting === setting),
        ...rows.filter((row) => row.measure === measure),
      ].some(
        (row) =>
          row.task === task &&
          row.n < 30 &&
          (row.setting === setting || (row.choice === 'protocol' && row.setting === 'current')),
      );
    const withMeans = own.filter((row) => row.setting === setting && row.meanChange !== null);
    expect(few).toEqual(
      withMeans
        .map(({ task }) => task)
        .filter(isLeftOut)
        .sort(),
    );
    expect(tasks).toBe(withMeans.length - few.length);
  }
});
