import { describe, expect, it } from 'vitest';
import type { ReportRequest } from '../../src/commands/report/request.ts';
import { report } from '../../src/commands/report.ts';
import { growSamples } from '../../src/graph/history.ts';
import { listCounts } from '../../src/graph/tally.ts';
import { shareDerived } from '../support/derived-snapshot.ts';
import { seeds } from '../support/tier.ts';

/** Every sort of request whose rows are counted in one pass, and two that are counted slice by slice. */
const requests: Record<string, ReportRequest> = {
  'by quarter': { every: 'quarter', modalities: ['all'] },
  'by month': { every: 'month', questions: ['RQ2', 'RQ3'] },
  'by year and modality': { every: 'year', by: 'modality', modalities: ['all'] },
  'edges of some relations': { every: 'year', questions: ['RQ3'], relations: ['merge', 'unspecified'] },
  'owners apart': { every: 'year', excludeSameOwner: true, sort: 'gini' },
  'some tasks': { every: 'quarter', tasks: ['text-classification', 'image-classification'] },
  'one measure': { every: 'year', measures: ['bases-per-model'] },
  'measures that are counted anew': { every: 'year', measures: ['owners-per-dataset', 'models-per-dataset'] },
  'the study': { every: 'year', protocol: 'study-2025' },
};

describe.each(seeds(1, 12))('random snapshot %i: a history is the reports of its slices', (seed) => {
  it.each(Object.keys(requests))('%s', async (name) => {
    const snapshot = await shareDerived(seed);
    const request = requests[name] as ReportRequest;
    const { every, ...plain } = request;
    const history = await report(snapshot, request);
    expect(history.request).toMatchObject({ every, createdBefore: null });
    const moments = [...new Set(history.rows.map(({ before }) => before ?? ''))];
    expect(moments.length).toBeGreaterThan(2);
    expect(moments).toEqual([...moments].sort());
    // Of many slices some, the first and the last among them.
    const step = Math.ceil(moments.length / 6);
    for (const createdBefore of moments.filter((_, at) => at % step === 0 || at === moments.length - 1)) {
      const alone = await report(snapshot, { ...plain, createdBefore });
      const rows = history.rows.filter(({ before }) => before === createdBefore);
      expect(rows, createdBefore).toEqual(alone.rows.map((row) => ({ before: createdBefore, ...row })));
      expect(Object.keys(rows[0] ?? {})).toEqual(['before', ...Object.keys(alone.rows[0] ?? {})]);
    }
    const [, month = ''] = moments;
    expect(new Date(month).toISOString()).toMatch(/-01T00:00:00.000Z$/);
    expect(history.warnings.filter((warning) => warning.startsWith('Survivors:'))).toHaveLength(1);
  });
});

it('grows by hand: an edge to a dataset of later counts when that enters', () => {
  const ints = (...numbers: number[]) => Int32Array.from(numbers);
  // Models 0, 1 in periods 0, 1; datasets 0, 1 in periods 1, 0; one group each; 9 is a malformed name.
  const group = { order: 2, starts: ints(0, 1, 2), ends: ints(0, 0), edges: ints(0, 1) };
  const slices: unknown[] = [];
  for (const { tallies, used } of growSamples(
    {
      periods: 2,
      models: { period: ints(0, 1), groups: group },
      datasets: { period: ints(1, 0), groups: group },
      bases: { source: ints(), target: ints() },
      uses: { source: ints(0, 0, 1, 1), target: ints(0, 9, 0, 1) },
      datasetOrder: 2,
    },
    ['datasets-per-model', 'models-per-dataset'],
  )) {
    const counts = (tally: typeof used | undefined) => (tally === undefined ? [] : listCounts(tally, 0));
    slices.push([
      counts(tallies.get('datasets-per-model')),
      counts(tallies.get('models-per-dataset')),
      counts(used),
      tallies.get('models-per-dataset')?.groups[0]?.holders ?? [],
    ]);
  }
  expect(slices).toEqual([
    [[[2, 1]], [[0, 1]], [[1, 1]], []],
    [
      [[2, 2]],
      [
        [1, 1],
        [2, 1],
      ],
      [
        [1, 1],
        [2, 1],
      ],
      [0],
    ],
  ]);
});
