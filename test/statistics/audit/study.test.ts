import { describe, expect, it } from 'vitest';
import { computedCsv, posterCsv } from '../../../src/definitions/published-tables.ts';
import { auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import { readTable } from './rows.ts';

const poster = readTable(posterCsv);
const computed = readTable(computedCsv);
const options = { numbers: 'counts', rounding: 'either' } as const;

/** `RQ2 cv object-detection 0.2522 impossible count-bound` for every row that is not simply possible. */
const findings = (rows: typeof poster) =>
  auditRows(rows, options)
    .filter(({ verdict }) => verdict !== 'possible')
    .map(({ labels, sd, verdict, reasons }) =>
      [...Object.values(labels), sd, verdict, ...reasons.map(({ test }) => test)].join(' '),
    );

describe('the poster of 2025', () => {
  it('has two impossible deviations and a repeated one', () => {
    expect(findings(poster)).toEqual([
      'RQ2 cv object-detection 0.2522 impossible count-bound',
      'RQ2 cv image-classification 0.2974 impossible count-bound',
      'RQ3 nlp text-generation 1.5012 suspicious duplicate-sd',
      'RQ3 nlp zero-shot-classification 1.5012 suspicious duplicate-sd',
    ]);
  });

  it('says how high the impossible ones would have to be, and what chance would bring', () => {
    const [bound] = auditRows(poster, options)[9]?.reasons ?? [];
    expect(bound?.says).toBe(
      'whole numbers from 0 with a mean that prints as 0.2351 have a standard deviation of at least 0.42403, however many they are',
    );
    const [repeated] = auditRows(poster, options)[11]?.reasons ?? [];
    expect(repeated?.says).toMatch(
      /RQ3 nlp zero-shot-classification .* chance alone would bring 0\.0016 such pairs/,
    );
  });

  it('finds each table of the notebooks possible in itself', () => {
    expect(findings(computed)).toEqual([]);
  });

  it('with the notebooks: the RQ2-CV deviations are those of RQ1-CV, said of the impossible rows too', () => {
    const found = findings([...poster, ...computed]);
    expect(found).toContain('RQ2 cv text-to-image 0.5373 suspicious duplicate-sd');
    expect(found).toContain('RQ2 cv object-detection 0.2522 impossible count-bound duplicate-sd');
    expect(found).toContain('RQ2 cv image-classification 0.2974 impossible count-bound duplicate-sd');
    expect(found).toContain('RQ1 cv text-to-image 0.537395 suspicious duplicate-sd');
    expect(found).toHaveLength(9);
  });
});

describe('repeated deviations', () => {
  const cell = (task: string, mean: string, sd: string) => ({
    labels: { task },
    mean,
    sd,
    n: null,
    min: '',
    max: '',
  });
  const verdicts = (...rows: typeof poster) => auditRows(rows, options).map(({ verdict }) => verdict);

  it('need another cell, another mean and four digits', () => {
    const a = cell('a', '1.2000', '2.3456');
    expect(verdicts(a, cell('b', '1.3000', '2.3456'))).toEqual(['suspicious', 'suspicious']);
    expect(verdicts(a, cell('a', '1.3000', '2.3456'))).toEqual(['possible', 'possible']);
    expect(verdicts(a, cell('b', '1.2000', '2.3456'))).toEqual(['possible', 'possible']);
    expect(verdicts(a, cell('b', '1.2', '2.3456'))).toEqual(['possible', 'possible']);
    expect(verdicts(cell('a', '1.2000', '0.8452'), cell('b', '1.3000', '0.845'))).toEqual([
      'possible',
      'possible',
    ]);
  });

  it('compare at the coarser precision, cut off or rounded', () => {
    const fine = cell('a', '1.300000', '2.345678');
    expect(verdicts(fine, cell('b', '1.2000', '2.3456'))).toEqual(['suspicious', 'suspicious']);
    expect(verdicts(fine, cell('b', '1.2000', '2.3457'))).toEqual(['suspicious', 'suspicious']);
    expect(verdicts(fine, cell('b', '1.2000', '2.3458'))).toEqual(['possible', 'possible']);
    expect(verdicts(fine, cell('b', '1.2000', '2.346'))).toEqual(['suspicious', 'suspicious']);
  });

  it('say nothing in a table where chance brings them', () => {
    const rows = Array.from({ length: 300 }, (_, index) =>
      cell(`${index}`, `${index + 5}.1`, `${(2 + index / 300).toFixed(3)}`),
    );
    expect(new Set(verdicts(...rows, cell('x', '4.1', '2.000')))).toEqual(new Set(['possible']));
  });
});
