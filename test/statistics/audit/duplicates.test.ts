import { describe, expect, it } from 'vitest';
import { auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import { type Random, seededRandom } from '../../../src/statistics/random.ts';
import { asPrinted, row } from './rows.ts';

/** One honest table: items of one scale, each answered by n people. */
interface Scale {
  low: number;
  high: number | null;
  /** Whether n is printed, and the same for every item. */
  n: 'same' | 'mixed' | 'unknown';
}

const scales: Scale[] = [
  { low: 1, high: 5, n: 'same' },
  { low: 1, high: 7, n: 'same' },
  { low: 0, high: 1, n: 'same' },
  { low: 1, high: 5, n: 'mixed' },
  { low: 0, high: null, n: 'same' },
  { low: 0, high: null, n: 'unknown' },
];

function drawAnswers({ low, high }: Scale, n: number, random: Random): number[] {
  const centre = random();
  return Array.from({ length: n }, () => {
    if (high === null) return low + Math.floor(-Math.log(1 - random()) * 3);
    const noise = (random() + random() + random() - 1.5) * 2;
    return Math.max(low, Math.min(high, Math.round(low + (high - low) * centre + noise)));
  });
}

function drawTable(scale: Scale, random: Random) {
  const digits = 3 + Math.floor(random() * 3);
  const same = 10 + Math.floor(random() * 90);
  return Array.from({ length: 8 + Math.floor(random() * 20) }, (_, item) => {
    const n = scale.n === 'same' ? same : 5 + Math.floor(random() * 200);
    const answers = drawAnswers(scale, n, random);
    const mean = answers.reduce((sum, answer) => sum + answer, 0) / n;
    const sd = Math.sqrt(answers.reduce((sum, answer) => sum + (answer - mean) ** 2, 0) / (n - 1));
    return row(mean.toFixed(digits), sd.toFixed(digits), scale.n === 'unknown' ? null : n, {
      labels: { item: String(item) },
      min: String(scale.low),
      max: scale.high === null ? '' : String(scale.high),
    });
  });
}

it('accuses no honest row of 400 tables, and calls deviations of hardly any table suspicious', async () => {
  let suspicious = 0;
  for (let seed = 0; seed < 400; seed += 1) {
    const scale = scales[seed % scales.length];
    if (scale === undefined) throw new Error('no scale');
    const audited = await auditRows(drawTable(scale, seededRandom(`honest ${seed}`)), asPrinted);
    expect(audited.filter(({ verdict }) => verdict === 'impossible')).toEqual([]);
    if (audited.some(({ verdict }) => verdict === 'suspicious')) suspicious += 1;
  }
  expect(suspicious).toBeLessThanOrEqual(1);
});

describe('a deviation in two cells', () => {
  const verdicts = async (...cells: [mean: string, sd: string, n: number | null, max?: string][]) => {
    const rows = cells.map(([mean, sd, n, max = ''], place) =>
      row(mean, sd, n, { labels: { place: String(place) }, max }),
    );
    return (await auditRows(rows, asPrinted)).map(({ verdict }) => verdict);
  };

  it('is suspicious among the many deviations of large samples', async () => {
    expect(await verdicts(['3.2718', '4.1234', 5000], ['2.9446', '4.1234', 7000])).toEqual([
      'suspicious',
      'suspicious',
    ]);
  });

  it('is nothing among the few deviations of small ones', async () => {
    // 1 2 3 4 and 2 4 5 4: few sums of squares lie near.
    expect(await verdicts(['2.5000', '1.2910', 4, '5'], ['3.7500', '1.2583', 4, '5'])).toEqual([
      'possible',
      'possible',
    ]);
    // Two numbers that differ by 3, twice.
    expect(await verdicts(['3.5', '2.1213', 2], ['4.0', '2.1213', null], ['6.5', '2.1213', 2])).toEqual([
      'possible',
      'possible',
      'possible',
    ]);
  });

  it('is nothing where a scale was turned round or moved: the means add up to a whole number, or differ by one', async () => {
    const one = ['3.2718', '4.1234', 5000] as const;
    expect(await verdicts([...one], ['4.7282', '4.1234', 5000])).toEqual(['possible', 'possible']);
    expect(await verdicts([...one], ['7.2718', '4.1234', 5000])).toEqual(['possible', 'possible']);
    // Both cut off.
    expect(await verdicts([...one], ['4.7281', '4.1234', 5000])).toEqual(['possible', 'possible']);
    expect(await verdicts([...one], ['4.7261', '4.1234', 5000])).toEqual(['suspicious', 'suspicious']);
  });

  it('is nothing where n is not given and few numbers would do', async () => {
    // Of 1.2347 ± 2.3456 the smallest n is above 100, of 1.2000 ± 2.3456 below.
    expect(await verdicts(['1.2347', '2.3456', null], ['1.3161', '2.3456', null])).toEqual([
      'suspicious',
      'suspicious',
    ]);
    expect(await verdicts(['1.2347', '2.3456', null], ['1.2000', '2.3456', null])).toEqual([
      'possible',
      'possible',
    ]);
  });

  it('is nothing where a mean has no decimals: any other may differ from it by a whole number', async () => {
    expect(await verdicts(['3', '4.1234', 5000], ['2.9446', '4.1234', 7000])).toEqual([
      'possible',
      'possible',
    ]);
    expect(await verdicts(['2.9446', '4.1234', 7000], ['3', '4.1234', 5000])).toEqual([
      'possible',
      'possible',
    ]);
  });

  it('is compared at the coarser precision, of means and deviations alike', async () => {
    const both = ['suspicious', 'suspicious'];
    expect(await verdicts(['3.27', '4.1234', 5000], ['2.9446', '4.123', 7000])).toEqual(both);
    expect(await verdicts(['2.9446', '4.123', 7000], ['3.27', '4.1234', 5000])).toEqual(both);
    // Rounded, and not only cut off.
    expect(await verdicts(['3.27', '4.1236', 5000], ['2.9446', '4.124', 7000])).toEqual(both);
    expect(await verdicts(['3.27', '4.1234', 5000], ['2.9446', '4.124', 7000])).toEqual([
      'possible',
      'possible',
    ]);
    // Three digits are too few.
    expect(await verdicts(['3.27', '4.12', 5000], ['2.9446', '4.12', 7000])).toEqual([
      'possible',
      'possible',
    ]);
  });

  it('is weighed where one n is not known, where a row is impossible, and in thousands', async () => {
    expect(await verdicts(['3.2718', '4.1234', 5000], ['1.2347', '4.1234', null])).toEqual([
      'suspicious',
      'suspicious',
    ]);
    expect(await verdicts(['3.2718', '4.1234', 5000], ['1.2347', '4.12341', null])).toEqual([
      'suspicious',
      'suspicious',
    ]);
    // Numbers up to 4 have no such deviation.
    expect(await verdicts(['3.0001', '4.1234', 5000, '4'], ['2.9446', '4.1234', 7000])).toEqual([
      ...['impossible', 'suspicious'],
    ]);
    expect(await verdicts(['1000000.5', '1234e3', 5000], ['1200000.2', '1234e3', 7000])).toEqual([
      'suspicious',
      'suspicious',
    ]);
  });

  it('is told with the first three of the others and how many more there are', async () => {
    const means = ['3.27181', '2.94467', '3.51133', '2.71113', '3.11119'];
    const audited = await auditRows(
      means.map((mean, place) =>
        row(mean, '4.12345678', 500_000, { labels: place < 2 ? {} : { item: `item ${place}` } }),
      ),
      { ...asPrinted, numbers: 'real' },
    );
    expect(audited[4]?.reasons[0]?.says).toBe(
      'the same deviation is that of row 1 (mean 3.27181, sd 4.12345678), of row 2 (mean 2.94467, sd 4.12345678), of item 2 (mean 3.51133, sd 4.12345678) and of 1 more, with a different mean; chance alone would give fewer than 0.000001 such pairs in this table',
    );
    const [pair] = await auditRows(
      means.slice(0, 2).map((mean) => row(mean, '4.123', 500_000)),
      { ...asPrinted, numbers: 'real' },
    );
    expect(pair?.reasons[0]?.says).toMatch(
      /of row 2 \(mean 2.94467, sd 4.123\), with a .* would give 0\.000\d+ such/,
    );
  });
});

it('the others are named in the order of the rows, whatever their precision', async () => {
  const cells = [
    ['3.27181', '4.12345'],
    ['2.94467', '4.1234'],
    ['3.51133', '4.12345'],
  ] as const;
  const audited = await auditRows(
    cells.map(([mean, sd]) => row(mean, sd)),
    { ...asPrinted, numbers: 'real' },
  );
  expect(audited[0]?.reasons[0]?.says).toMatch(/is that of row 2 \(.*\), of row 3 \(/);
  expect(audited[1]?.reasons[0]?.says).toMatch(/is that of row 1 \(.*\), of row 3 \(/);
});

it('rows with the same labels are one cell, in whichever order their columns come', async () => {
  const verdictsOf = async (first: Record<string, string>, second: Record<string, string>) => {
    const rows = [
      row('3.2718', '4.1234', 5000, { labels: first }),
      row('2.9446', '4.1234', 7000, { labels: second }),
    ];
    return (await auditRows(rows, asPrinted)).map(({ verdict }) => verdict);
  };
  const one = { task: 'a', file: 'x', year: '1' };
  expect(await verdictsOf(one, { year: '1', file: 'x', task: 'a' })).toEqual(['possible', 'possible']);
  expect(await verdictsOf(one, { file: 'x', year: '1', task: 'a' })).toEqual(['possible', 'possible']);
  expect(await verdictsOf(one, { ...one, year: '2' })).toEqual(['suspicious', 'suspicious']);
  // Without labels each row is its own.
  expect(await verdictsOf({}, {})).toEqual(['suspicious', 'suspicious']);
});

it('a long table that is one cell again and again can be interrupted all the while', async () => {
  const cells = 1000;
  const rows = Array.from({ length: cells }, (_, item) =>
    row('2.25', '1.3142', 5000, { labels: { item: String(item) } }),
  );
  let steps = 0;
  const audited = await auditRows(rows, asPrinted, (done) => {
    steps += done;
    return undefined;
  });
  expect(audited.filter(({ verdict }) => verdict === 'suspicious')).toEqual([]);
  expect(steps).toBeGreaterThan(cells * cells);
});
