import { describe, expect, it } from 'vitest';
import { compareWithPublished, type PublishedCell } from '../../src/documents/comparison/comparison.ts';
import { toRow } from '../render/made-up.ts';

const published = (
  source: PublishedCell['source'],
  task: string,
  mean: string,
  sd: string | null,
  question = 'RQ2',
): PublishedCell => ({
  source,
  audit: {
    labels: { question, modality: 'cv', task },
    mean,
    sd,
    n: null,
    verdict: 'possible',
    reasons: [],
    smallestN: null,
  },
});

const ofTask = (task: string, mean: number | null, sd: number | null, n = 10) =>
  toRow({
    question: 'RQ2',
    measure: 'models-per-dataset',
    modality: 'cv',
    population: 'all',
    task,
    mean,
    sd,
    n,
  });

describe('compareWithPublished', () => {
  it('sets three figures side by side: ours less published, current less study-2025', () => {
    const [row, ...rest] = compareWithPublished(
      [published('poster', 'object-detection', '0.25', '0.5')],
      [ofTask('object-detection', 0.75, 0.25, 4)],
      [ofTask('object-detection', 1.5, 2, 4)],
    );
    expect(rest).toEqual([]);
    expect(row).toEqual({
      ...{ question: 'RQ2', modality: 'cv', task: 'object-detection', source: 'poster' },
      ...{ publishedMean: 0.25, publishedSd: 0.5, mark: null, reasons: [] },
      ...{ studyN: 4, studyMean: 0.75, studySd: 0.25, meanDifference: 0.5, sdDifference: -0.25 },
      ...{ currentMeasure: 'models-per-dataset', currentN: 4, currentMean: 1.5, currentSd: 2 },
      protocolDifference: 0.75,
    });
  });

  it('loses no row: published without ours, ours without published, figures without a deviation', () => {
    const rows = compareWithPublished(
      [
        published('computed', 'text-to-3d', '0.000000', null),
        published('poster', 'mask-generation', '1.5', '2'),
      ],
      [ofTask('text-to-3d', null, null, 0), ofTask('image-to-3d', 3, 1)],
      [ofTask('image-to-3d', 4, 1)],
    );
    expect(rows.map(({ task, source }) => [task, source])).toEqual([
      ['image-to-3d', null],
      ['mask-generation', 'poster'],
      ['text-to-3d', 'computed'],
    ]);
    const nothingOfOurs = { studyN: null, studyMean: null, studySd: null, currentN: null, currentMean: null };
    expect(rows[0]).toMatchObject({ publishedMean: null, mark: null, studyMean: 3, protocolDifference: 1 });
    expect(rows[1]).toMatchObject({ publishedMean: 1.5, ...nothingOfOurs, meanDifference: null });
    expect(rows[2]).toMatchObject({ publishedMean: 0, publishedSd: null, studyN: 0, meanDifference: null });
  });

  it('gives RQ3 a row for each measure of current, never the figures of the other one', () => {
    const own = (measure: 'derivatives-per-model' | 'bases-per-model', mean: number) =>
      toRow({ question: 'RQ3', measure, modality: 'cv', task: 'text-to-3d', mean });
    const rows = compareWithPublished(
      [
        published('computed', 'text-to-3d', '1', '0', 'RQ3'),
        published('poster', 'text-to-3d', '1', '0', 'RQ3'),
      ],
      [own('bases-per-model', 1.25)],
      [own('derivatives-per-model', 7), own('bases-per-model', 2)],
    );
    expect(
      rows.map((row) => [row.currentMeasure, row.source, row.studyMean, row.currentMean].join(' ')),
    ).toEqual([
      'derivatives-per-model poster 1.25 7',
      'derivatives-per-model computed 1.25 7',
      'bases-per-model poster 1.25 2',
      'bases-per-model computed 1.25 2',
    ]);
  });
});
