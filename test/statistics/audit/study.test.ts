import { describe, expect, it } from 'vitest';
import { computedCsv, posterCsv } from '../../../src/definitions/published-tables.ts';
import { auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import { asPrinted, readTable } from './rows.ts';

const poster = readTable(posterCsv);
const computed = readTable(computedCsv);

/** `RQ2 cv object-detection 0.2522 impossible count-bound` for every row that is not simply possible. */
const findings = async (rows: typeof poster) =>
  (await auditRows(rows, asPrinted))
    .filter(({ verdict }) => verdict !== 'possible')
    .map(({ labels, sd, verdict, reasons }) =>
      [...Object.values(labels), sd, verdict, ...reasons.map(({ test }) => test)].join(' '),
    );

describe('the poster of 2025', () => {
  it('has two impossible deviations and a repeated one', async () => {
    expect(await findings(poster)).toEqual([
      'RQ2 cv object-detection 0.2522 impossible count-bound',
      'RQ2 cv image-classification 0.2974 impossible count-bound',
      'RQ3 nlp text-generation 1.5012 suspicious duplicate-sd',
      'RQ3 nlp zero-shot-classification 1.5012 suspicious duplicate-sd',
    ]);
  });

  it('states how high the impossible ones would have to be, and what chance would bring', async () => {
    const [bound] = (await auditRows(poster, asPrinted))[9]?.reasons ?? [];
    expect(bound?.says).toBe(
      'whole numbers from 0 with a mean that prints as 0.2351 have a sample standard deviation (n−1) of at least 0.42403, however many they are',
    );
    const [repeated] = (await auditRows(poster, asPrinted))[11]?.reasons ?? [];
    expect(repeated?.says).toMatch(
      /RQ3 nlp zero-shot-classification .* chance alone would give 0\.00056 such pairs/,
    );
  });

  it('finds each table of the notebooks possible in itself', async () => {
    expect(await findings(computed)).toEqual([]);
  });

  it('with the notebooks: the RQ2-CV deviations are those of RQ1-CV, reported of the impossible rows too', async () => {
    const found = await findings([...poster, ...computed]);
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
  const verdicts = async (...rows: typeof poster) =>
    (await auditRows(rows, asPrinted)).map(({ verdict }) => verdict);

  it('need another cell, another mean and four digits', async () => {
    const a = cell('a', '1.2347', '2.3456');
    expect(await verdicts(a, cell('b', '1.3161', '2.3456'))).toEqual(['suspicious', 'suspicious']);
    expect(await verdicts(a, cell('a', '1.3161', '2.3456'))).toEqual(['possible', 'possible']);
    expect(await verdicts(a, cell('b', '1.2347', '2.3456'))).toEqual(['possible', 'possible']);
    expect(await verdicts(a, cell('b', '1.23', '2.3456'))).toEqual(['possible', 'possible']);
    expect(await verdicts(cell('a', '1.2347', '0.8452'), cell('b', '1.3161', '0.845'))).toEqual([
      'possible',
      'possible',
    ]);
  });

  it('compare at the coarser precision, cut off or rounded', async () => {
    const fine = cell('a', '1.316112', '2.345678');
    expect(await verdicts(fine, cell('b', '1.2347', '2.3456'))).toEqual(['suspicious', 'suspicious']);
    expect(await verdicts(fine, cell('b', '1.2347', '2.3457'))).toEqual(['suspicious', 'suspicious']);
    expect(await verdicts(fine, cell('b', '1.2347', '2.3458'))).toEqual(['possible', 'possible']);
    expect(await verdicts(fine, cell('b', '1.2347', '2.346'))).toEqual(['suspicious', 'suspicious']);
  });

  it('are not reported in a table where chance brings them', async () => {
    const rows = Array.from({ length: 300 }, (_, index) =>
      cell(`${index}`, `${index + 5}.1`, `${(2 + index / 300).toFixed(3)}`),
    );
    expect(new Set(await verdicts(...rows, cell('x', '4.1', '2.000')))).toEqual(new Set(['possible']));
  });
});
