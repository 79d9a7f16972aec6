import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { report as readReport } from '../../src/commands/report.ts';
import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import { AbortError } from '../../src/errors.ts';
import { golden } from './run-hfreuse.ts';
import { prepareReports, readRows, report, snapshot } from './simulated-reports.ts';

prepareReports();

describe('--ci', () => {
  it('gives every row its intervals, the same bytes for the same seed, others for another', async () => {
    const args = ['--format', 'json', '--ci', '200', '--seed', '3'];
    const first = (await report(...args)).stdout;
    expect((await report(...args)).stdout).toBe(first);
    expect((await report('--format', 'json', '--ci', '200', '--seed', '4')).stdout).not.toBe(first);
    const { rows } = JSON.parse(first) as ReportDocument;
    let inside = 0;
    for (const row of rows) {
      for (const [name, value] of [
        ['meanCi', row.mean],
        ['sdCi', row.sd],
        ['giniCi', row.gini],
      ] as const) {
        const pair = row[name];
        expect(row, `${row.task} ${name}`).toHaveProperty(name);
        if (value === null) expect(pair).toBeNull();
        if (pair === null || pair === undefined) continue;
        expect(pair[0]).toBeLessThanOrEqual(pair[1]);
        if (name === 'meanCi' && pair[0] <= Number(value) && Number(value) <= pair[1]) inside += 1;
      }
      if (row.n < 30 && row.mean !== null) expect(row.ciWarning).not.toBeNull();
    }
    expect(inside / rows.filter(({ meanCi }) => meanCi !== null).length).toBeGreaterThan(0.95);
  });

  it('of a row does not depend on which other rows are asked for', async () => {
    const requests = ['--ci', '100', '--seed', '3', '--fit-p', '100'];
    const every = await readRows(...requests);
    const some = await readRows(...requests, '--task', 'text-generation', '--question', '3');
    expect(some.length).toBe(2);
    for (const row of some) {
      expect(every.find(({ measure, task }) => measure === row.measure && task === row.task)).toEqual(row);
    }
  });

  it('warns below 30 members, where there is no tail, and by its exponent, naming the figures', async () => {
    const rows = await readRows('--ci', '100', '--fit-tail', '--modality', 'all');
    const kinds = new Set<string>();
    for (const { n, tail, ciWarning, task, meanCi, sdCi } of rows) {
      const alpha = tail?.alpha ?? null;
      const figure = alpha?.toFixed(2) ?? '';
      const [kind, pattern] =
        n < 30
          ? (['few', new RegExp(`mean, sd.*: only ${n} member${n === 1 ? '' : 's'}:`)] as const)
          : alpha === null
            ? (['no tail', /^mean, sd, Gini: .*: the tail cannot be judged$/] as const)
            : alpha < 3
              ? ([
                  'heavy',
                  new RegExp(`mean, Gini: .*${figure} is below .*sd: .*${figure} is below`),
                ] as const)
              : alpha < 5
                ? (['sd', new RegExp(`^sd: .*${figure} is below`)] as const)
                : (['none', null] as const);
      kinds.add(kind);
      if (pattern === null) expect(ciWarning, task).toBeNull();
      else expect(ciWarning, task).toMatch(pattern);
      if (meanCi === null && n > 0) expect(ciWarning).toMatch(/mean, Gini: no interval/);
      if (sdCi === null && n > 1) expect(ciWarning).toMatch(/sd.*: no interval/);
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['few', 'no tail', 'heavy']));
    // The warning needs no --fit-tail.
    const alone = await readRows('--ci', '100', '--modality', 'all');
    expect(alone.map(({ ciWarning }) => ciWarning)).toEqual(rows.map(({ ciWarning }) => ciWarning));
  });

  it('another seed moves the intervals and nothing else; so do more resamples', async () => {
    const without = (rows: ReportRow[]) =>
      rows.map(({ meanCi, sdCi, giniCi, ciWarning, ...figures }) => figures);
    const [plain, third, fourth] = [
      await readRows(),
      await readRows('--ci', '100', '--seed', '3'),
      await readRows('--ci', '100', '--seed', '4'),
    ];
    expect(without(third)).toEqual(plain);
    expect(without(fourth)).toEqual(plain);
    expect(third.map(({ meanCi }) => meanCi)).not.toEqual(fourth.map(({ meanCi }) => meanCi));
    expect(await readRows('--ci', '100')).toEqual(await readRows('--ci', '100', '--seed', '1'));
  });

  it('is two columns each in CSV', async () => {
    const header = (await report('--format', 'csv', '--ci', '100')).stdout.split('\r\n')[0];
    expect(header).toMatch(
      /mean_ci_low,mean_ci_high,sd_ci_low,sd_ci_high,gini_ci_low,gini_ci_high,ci_warning$/,
    );
  });
});

describe('--fit-tail', () => {
  it('states a verdict for every row; p only on request, seeded', async () => {
    const rows = await readRows('--fit-tail', '--task', 'text-generation');
    expect(rows.length).toBeGreaterThan(2);
    for (const { tail } of rows) {
      expect(tail?.verdict).toMatch(/power law plausible|ruled out|undecided|too few/);
      expect(tail?.p ?? null).toBeNull();
    }
    const args = ['--fit-p', '100', '--task', 'text-generation', '--question', '3'];
    const withP = await readRows(...args);
    expect(withP).toEqual(await readRows(...args));
    const fitted = withP.flatMap(({ tail }) => (tail?.alpha == null ? [] : [tail]));
    expect(fitted.length).toBeGreaterThan(0);
    for (const { p } of fitted) {
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
    }
  });
});

describe('golden outputs of what is asked for', () => {
  it.each([
    'report --ci 200 --seed 3 --question 2 --modality cv',
    'report --ci 200 --seed 3 --question 1 --task fill-mask --format csv --decimals 6',
    'report --fit-p 100 --question 3 --modality nlp',
    'report --lorenz --question 2 --task text-to-3d --format json',
    'report --by modality --modality all',
    'report --created-before 2025-02-15 --question 2 --modality cv',
    'report --exclude-same-owner --question 3 --modality cv --format markdown',
    'report --fail-on mean<0.5 --task fill-mask --question 3',
  ])('%s', async (line) => {
    const { actual, expected } = golden(
      line.replace('<', ' below '),
      await report(...line.split(' ').slice(1)),
    );
    expect(actual).toBe(expected);
  });
});

describe('--lorenz', () => {
  it('gives points from 0 to 1, convex, whose area is the Gini', async () => {
    const rows = (await readRows('--lorenz')).filter(({ total }) => total > 0);
    expect(rows.length).toBeGreaterThan(20);
    for (const { lorenz, gini, task } of rows) {
      const points = lorenz ?? [];
      expect([points[0], points.at(-1)], task).toEqual([
        { members: 0, total: 0 },
        { members: 1, total: 1 },
      ]);
      let area = 0;
      let slope = 0;
      for (const [index, point] of points.slice(1).entries()) {
        const before = points[index] ?? point;
        const [dx, dy] = [point.members - before.members, point.total - before.total];
        expect(dy / dx).toBeGreaterThanOrEqual(slope - 1e-9);
        slope = dy / dx;
        area += (dx * (point.total + before.total)) / 2;
      }
      expect(1 - 2 * area).toBeCloseTo(gini ?? Number.NaN, 9);
    }
  });
});

describe('--lorenz in other formats', () => {
  it.each(['table', 'markdown', 'html'])('--format %s is exit 2', async (format) => {
    const run = await report('--lorenz', '--format', format);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(/^hfreuse: --lorenz [^\n]*json[^\n]*\n$/);
  });

  it('CSV has a row per point: those of the JSON', async () => {
    const { rows } = JSON.parse((await report('--lorenz', '--format', 'json')).stdout) as ReportDocument;
    const points = rows.flatMap(({ task, lorenz }) => (lorenz ?? []).map((point) => ({ task, ...point })));
    const { stdout } = await report('--lorenz', '--format', 'csv');
    const records = parse(stdout, { columns: true }) as Record<string, string>[];
    expect(
      records.map(({ task, members, total }) => ({ task, members: Number(members), total: Number(total) })),
    ).toEqual(points);
  });
});

describe('long computations', () => {
  // They would take minutes.
  it.each([{ resamples: 1_000_000 }, { simulations: 1_000_000 }])('%o end when aborted', async (request) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(readReport(snapshot, request, { signal: controller.signal })).rejects.toThrow(AbortError);
  });
});
