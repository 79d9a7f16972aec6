import { describe, expect, it } from 'vitest';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { prepareReports, readDocument, readRows, report } from './simulated-reports.ts';

prepareReports();

describe('--rarefy', () => {
  const diverse = ({ rarefiedTo }: ReportRow) => rarefiedTo !== null;
  const without = ({ distinctRarefied, effectiveDistinctRarefied, rarefiedTo, ...row }: ReportRow) => row;

  it('fixes m, which every row with rarefied figures gives; nothing else changes', async () => {
    const plain = await readRows('--question', '1');
    const sizes = new Set(plain.filter(diverse).map(({ rarefiedTo }) => rarefiedTo));
    expect(sizes.size).toBe(1);
    const fixed = await readRows('--question', '1', '--rarefy', '5');
    expect(fixed.map(without)).toEqual(plain.map(without));
    for (const row of fixed) {
      expect(row.rarefiedTo, row.task).toBe(row.nNonzero < 5 ? null : 5);
      expect(row.distinctRarefied === null, row.task).toBe(row.nNonzero < 5);
      if (row.nNonzero === 5) expect(row.distinctRarefied).toBeCloseTo(row.distinct ?? 0, 9);
    }
    expect(fixed.filter(diverse).length).toBeGreaterThan(plain.filter(diverse).length);
    const least = Math.min(...plain.filter(({ nNonzero }) => nNonzero >= 30).map(({ nNonzero }) => nNonzero));
    expect([...sizes]).toEqual([least]);
    expect(await readRows('--question', '1', '--rarefy', `${least}`)).toEqual(plain);
  });

  it('the sample coverage is a share, of RQ1 alone', async () => {
    for (const { question, sampleCoverage, total, nNonzero } of await readRows()) {
      if (question !== 'RQ1') expect(sampleCoverage).toBeNull();
      else if (nNonzero > 1 && total > 0) {
        expect(sampleCoverage).toBeGreaterThanOrEqual(0);
        expect(sampleCoverage).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('--by modality', () => {
  it('has a row per measure and modality, whose members are distinct', async () => {
    const wide = await readRows('--by', 'modality', '--modality', 'all');
    const byTask = await readRows('--modality', 'all');
    expect(new Set(wide.map(({ task }) => task)).size).toBe(1);
    const names = wide.map(({ measure, modality }) => `${measure} ${modality}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(names)).toEqual(new Set(byTask.map(({ measure, modality }) => `${measure} ${modality}`)));
    let overlaps = 0;
    for (const row of wide) {
      const parts = byTask.filter(
        ({ measure, modality }) => measure === row.measure && modality === row.modality,
      );
      const sum = (key: 'nAll' | 'total') => parts.reduce((all, part) => all + part[key], 0);
      // A model has one pipeline tag, a dataset any number of tasks.
      if (row.measure === 'models-per-dataset') {
        expect(row.nAll).toBeLessThanOrEqual(sum('nAll'));
        expect(row.nAll).toBeGreaterThanOrEqual(Math.max(...parts.map(({ nAll }) => nAll)));
        if (row.nAll < sum('nAll')) overlaps += 1;
      } else {
        expect([row.nAll, row.total]).toEqual([sum('nAll'), sum('total')]);
        expect(row.meanAll).toBeCloseTo(sum('total') / sum('nAll'), 12);
      }
    }
    expect(overlaps).toBeGreaterThan(0);
  });
});

describe('slices', () => {
  it('--created-before is one command, and states that only survivors are in it', async () => {
    const document = await readDocument('--created-before', '2025-02-15');
    expect(document.warnings.join('\n')).toMatch(/2025-02-15.*(survive|still exist)/i);
    const csv = await report('--format', 'csv', '--created-before', '2025-02-15');
    expect(csv.stderr).toMatch(/(survive|still exist)/i);
    const whole = await readRows();
    for (const row of document.rows) {
      const all = whole.find(({ measure, task }) => measure === row.measure && task === row.task);
      expect(row.nAll).toBeLessThanOrEqual(all?.nAll ?? 0);
    }
  });

  it('--exclude-same-owner only takes edges away', async () => {
    const [whole, without] = [
      await readRows('--question', '3'),
      await readRows('--question', '3', '--exclude-same-owner'),
    ];
    const total = (rows: ReportRow[]) => rows.reduce((sum, row) => sum + row.total, 0);
    expect(without.length).toBe(whole.length);
    expect(total(without)).toBeLessThan(total(whole));
    expect(total(without)).toBeGreaterThan(0);
  });

  it('a slice that leaves nothing out changes nothing: the same figures by another way', async () => {
    const whole = await readRows('--question', '3');
    const relations = ['finetune', 'adapter', 'quantized', 'merge', 'unspecified'].join();
    expect(await readRows('--question', '3', '--relation', relations)).toEqual(whole);
    expect(await readRows('--question', '3', '--created-before', '9999-01-01')).toEqual(whole);
  });

  it('--fail-on is exit 4 where a row matches or there is none, and the table is printed all the same', async () => {
    const row = (await readRows('--task', 'fill-mask', '--question', '3'))[0];
    const args = ['--task', 'fill-mask', '--question', '3', '--format', 'csv'];
    const plain = await report(...args);
    const failed = await report(...args, '--fail-on', `mean<=${row?.mean}`);
    expect([failed.code, failed.stdout]).toEqual([4, plain.stdout]);
    expect((await report(...args, '--fail-on', 'mean<0')).code).toBe(0);
    expect((await report(...args, '--fail-on', 'top1_pct_share>1')).code).toBe(0);
    // One condition that does not hold is enough, for any of the others.
    const several = await report(...args, '--fail-on', 'mean<0', '--fail-on', 'nAll>=1');
    expect(several.code).toBe(4);
    expect(several.stderr).toMatch(/nAll>=1/);
    expect(several.stderr).not.toMatch(/mean<0/);
  });

  it('--fail-on: null never matches, in any condition', async () => {
    const single = (await readRows('--modality', 'all')).filter(
      ({ question, sd }) => question === 'RQ1' && sd === null,
    );
    expect(single.length).toBeGreaterThan(0);
    const tasks = single.map(({ task }) => task).join();
    for (const operator of ['<', '<=', '>', '>=', '=', '!=']) {
      const run = await report('--question', '1', '--task', tasks, '--fail-on', `sd${operator}0`);
      expect([run.code, run.stderr], operator).toEqual([0, '']);
    }
    const run = await report('--question', '1', '--task', tasks, '--fail-on', 'n_all!=0');
    expect(run.code).toBe(4);
  });
});
