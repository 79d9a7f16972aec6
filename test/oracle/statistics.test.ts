import { describe, expect, it } from 'vitest';
import { dice } from './random-names.ts';
import { openEmptySnapshot } from './raw-rows.ts';
import { statistics } from './sql-statistics.ts';

type Figures = Record<string, number | null>;

/** The statistics of these whole numbers, headline population all. */
async function figuresOf(values: readonly number[]): Promise<Figures> {
  const connection = await openEmptySnapshot();
  const rows = await connection.runAndReadAll(`
    WITH tasks(modality, task) AS (VALUES ('nlp', 't')),
    measured AS (SELECT 'RQ2' AS question, 'x' AS measure, 'all' AS population, 't' AS task, v
      FROM unnest([${values.join(', ')}]) u(v)), ${statistics}
    SELECT * EXCLUDE (question, measure, modality, task, population) FROM report_rows`);
  const [row] = rows.getRowObjectsJS();
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([key, value]) => [key, value === null ? null : Number(value)]),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Quantile of type 7 of sorted values. */
function quantile(sorted: readonly number[], p: number): number {
  const h = (sorted.length - 1) * p;
  const below = sorted[Math.floor(h)] ?? Number.NaN;
  return below + (h - Math.floor(h)) * ((sorted[Math.ceil(h)] ?? Number.NaN) - below);
}

/** The usual formulas, where the SQL has others. */
function plainFigures(values: readonly number[]): Figures {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  const total = sum(sorted);
  const mean = total / n;
  const top = (k: number): number => sum(sorted.slice(-k)) / total;
  const shares = sorted.filter((x) => x > 0).map((x) => x / total);
  return {
    n,
    mean,
    sd: Math.sqrt(sum(sorted.map((x) => (x - mean) ** 2)) / (n - 1)),
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    max: sorted.at(-1) ?? null,
    zeroShare: (n - shares.length) / n,
    gini: sum(sorted.map((x, i) => (2 * (i + 1) - n - 1) * x)) / (n * total),
    giniNonzero: sum(shares.map((p, i) => (2 * (i + 1) - shares.length - 1) * p)) / shares.length,
    hhi: sum(shares.map((p) => p * p)),
    effectiveNumber: 1 / sum(shares.map((p) => p * p)),
    entropy: -sum(shares.map((p) => p * Math.log(p))),
    top1Share: top(1),
    top10Share: top(10),
    top1PctShare: top(Math.ceil(n / 100)),
    top10PctShare: top(Math.ceil(n / 10)),
  };
}

const close = (figures: Figures, digits: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [
      key,
      value === null ? null : expect.closeTo(value, digits),
    ]),
  );

describe('the statistics in SQL', () => {
  it('give the values of the literature', async () => {
    // R's ineq package, its data of ten incomes; then small ones by hand.
    const incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261];
    expect(await figuresOf(incomes)).toMatchObject(
      close({ gini: 0.4620911, hhi: 0.1840812, entropy: 1.9402439 }, 7),
    );
    expect(await figuresOf([1, 1, 1, 10])).toMatchObject(
      close({ mean: 3.25, sd: 4.5, gini: 0.5192308, hhi: 0.6094675, entropy: 0.7937301 }, 7),
    );
    expect(await figuresOf([0, 0, 0, 1])).toMatchObject(
      close({ gini: 0.75, giniNonzero: 0, zeroShare: 0.75 }, 12),
    );
    expect(await figuresOf([5, 5, 5])).toMatchObject(close({ gini: 0, sd: 0, sdNonzero: 0 }, 12));
    expect(await figuresOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toMatchObject(
      close({ gini: 0.3, median: 5.5 }, 12),
    );
  });

  it('agree with the usual formulas on random counts, few and many', async () => {
    const d = dice(7);
    for (const n of [2, 9, 10, 11, 99, 100, 101, 250, 1001]) {
      const values = Array.from({ length: n }, () =>
        d.chance(0.4) ? 0 : Math.floor(1 / (d.next() + 0.001)),
      );
      values.push(3);
      expect(await figuresOf(values)).toMatchObject(close(plainFigures(values), 10));
    }
  });

  it('has the standard deviation of stddev_samp', async () => {
    const connection = await openEmptySnapshot();
    const rows = await connection.runAndReadAll(
      'SELECT stddev_samp(v) AS sd FROM unnest([4, 9, 1000000, 3]) u(v)',
    );
    expect((await figuresOf([4, 9, 1000000, 3])).sd).toBeCloseTo(Number(rows.getRowObjectsJS()[0]?.sd), 6);
  });
});
