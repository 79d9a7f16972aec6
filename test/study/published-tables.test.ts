import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { computedCsv, posterCsv } from '../../src/definitions/published-tables.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';

type Cell = Record<'question' | 'modality' | 'task' | 'mean' | 'sd' | 'min', string>;
const poster: Cell[] = parse(posterCsv, { columns: true });
const computed: Cell[] = parse(computedCsv, { columns: true });

const studyFolder = join(import.meta.dirname, '..', '..', '..', 'shared', 'study');
const hasFiles = existsSync(studyFolder);
if (!hasFiles)
  console.warn(`skipped: ${studyFolder} is absent, so the tables are not compared with the study's`);

describe('the published tables that ship with the program', () => {
  it.skipIf(!hasFiles)('are the study’s, letter for letter', () => {
    const read = (name: string) => readFileSync(join(studyFolder, name), 'utf8').replaceAll('\r\n', '\n');
    expect(posterCsv.trim()).toBe(read('poster.csv').trim());
    expect(computedCsv.trim()).toBe(read('computed.csv').trim());
  });

  it('have every task of the study once for each question, in its modality', () => {
    const name = ({ question, modality, task }: Cell) => `${question} ${modality} ${task}`;
    const expected = ['RQ1', 'RQ2', 'RQ3'].flatMap((question) =>
      study2025Tasks.map(({ task, modality }) => `${question} ${modality} ${task}`),
    );
    expect(computed.map(name).sort()).toEqual(expected.sort());
    expect(computed).toHaveLength(90);
    for (const cell of poster) expect(expected).toContain(name(cell));
  });

  it('the poster cuts off after four digits, and departs from the notebooks where the study’s faults are known to be', () => {
    const cut = (text = '') => text.replace(/(\.\d{4})\d+$/, '$1');
    const departures = poster.flatMap((cell) => {
      const same = computed.find(({ question, task }) => question === cell.question && task === cell.task);
      return (['mean', 'sd'] as const).flatMap((figure) =>
        cell[figure] === cut(same?.[figure]) ? [] : `${figure} of ${cell.question} ${cell.task}`,
      );
    });
    expect(departures.sort()).toEqual([
      'mean of RQ2 text-generation',
      // Those of RQ1-CV, where the notebooks computed none; the next test.
      'sd of RQ2 image-classification',
      'sd of RQ2 object-detection',
      'sd of RQ2 text-generation',
      'sd of RQ2 text-to-image',
      // text-generation's again.
      'sd of RQ3 zero-shot-classification',
    ]);
  });

  it('the poster’s RQ2-CV deviations are the notebooks’ of RQ1-CV', () => {
    const cells = poster.filter(({ question, modality }) => question === 'RQ2' && modality === 'cv');
    expect(cells).toHaveLength(3);
    for (const { task, sd } of cells) {
      const first = computed.find((cell) => cell.question === 'RQ1' && cell.task === task);
      expect(first?.sd.startsWith(sd), task).toBe(true);
    }
  });
});
