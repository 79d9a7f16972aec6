import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flows } from '../../src/commands/flows.ts';
import { lineage } from '../../src/commands/lineage.ts';
import { report } from '../../src/commands/report.ts';
import { top } from '../../src/commands/top.ts';
import { changeSentences } from '../../src/documents/change-sentence.ts';
import type { TrendRow } from '../../src/documents/trend/trend.ts';
import { trendSentences } from '../../src/documents/trend/trend-sentences.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-sentences-'));
const snapshot = join(folder, 'hub.duckdb');
beforeAll(() => copySimulated(snapshot, { models: 3000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const whole = (n: number): string => n.toLocaleString('en-US');

describe('one sentence first', () => {
  it('report: the first three by name, each with its value, are the first of top', async () => {
    const { summary } = await report(snapshot, { questions: ['RQ2', 'RQ3'], modalities: ['nlp', 'cv'] });
    for (const { question, measure, modality, leaders, says } of summary) {
      if (!['models-per-dataset', 'derivatives-per-model'].includes(measure)) continue;
      const kind = question === 'RQ2' ? 'datasets' : 'models';
      const { rows } = await top(snapshot, { kind, modalities: [modality as 'nlp'], n: 3 });
      expect(leaders).toEqual(rows.map(({ id }) => id));
      expect(says).toContain(rows.map(({ id, uses }) => `${id} (${whole(uses)})`).join(', '));
    }
  });

  it.each(['datasets', 'models', 'owners'] as const)(
    'top %s: the first three and their share',
    async (kind) => {
      const { summary, rows, total } = await top(snapshot, { kind });
      const three = rows.slice(0, 3);
      const share = (100 * three.reduce((sum, { uses }) => sum + uses, 0)) / total;
      expect(summary).toEqual([
        {
          says: `First by uses: ${three.map(({ id, uses }) => `${id} (${whole(uses)})`).join(', ')}; they receive ${share.toFixed(1)} % of all ${whole(total)} uses.`,
        },
      ]);
    },
  );

  it('lineage and flows: what their figures come to', async () => {
    const document = await lineage(snapshot);
    const [says] = document.summary.map((one) => one.says);
    expect(says).toContain(`${whole(document.models)} models hang together by ${whole(document.edges)}`);
    expect(says).toContain(`most derivatives: ${document.top[0]?.id} (${document.top[0]?.derivatives})`);
    const { summary, tasks, total } = await flows(snapshot, { kind: 'models' });
    const own = tasks.reduce((sum, task) => sum + task.own, 0);
    expect(summary[0]?.says).toContain(`${((100 * own) / total).toFixed(1)} % are of what was made for`);
  });

  it('comes before everything else in the tables', async () => {
    for (const args of [['top', 'models'], ['flows', 'models'], ['lineage']]) {
      const on = [...args, '--snapshot', snapshot];
      const { summary } = JSON.parse((await runHfreuse([...on, '--format', 'json'])).stdout);
      const { stdout } = await runHfreuse(
        [...on, '--width', '400'].slice(0, args[0] === 'lineage' ? -2 : 99),
      );
      expect(stdout.replaceAll(/\s+/g, ' ').startsWith(summary[0].says)).toBe(true);
    }
  });
});

it('a change of means is counted by tasks', () => {
  const row = (measure: string, by: number | null) => ({ question: 'RQ2', measure, by });
  const rows = [row('a', 1), row('a', 0.5), row('a', -1), row('a', 0), row('a', null), row('b', 0)];
  expect(changeSentences(rows, ({ by }) => by)).toEqual([
    { says: 'RQ2, a: of 5 tasks the mean rose in 2, fell in 1, and is the same in 1.' },
    { says: 'RQ2, b: of 1 task the mean rose in 0, fell in 0, and is the same in 1.' },
  ]);
});

it('a trend is from the first date of a task to its last', () => {
  const row = (task: string, snapshotDate: string, mean: number) =>
    ({ question: 'RQ3', measure: 'm', modality: 'nlp', task, snapshotDate, mean }) as unknown as TrendRow;
  const rows = [row('a', '2026-02-01', 9), row('a', '2026-01-01', 1), row('a', '2026-03-01', 2)];
  expect(trendSentences([...rows, row('b', '2026-01-01', 3), row('b', '2026-03-01', 1)])).toEqual([
    { says: 'RQ3, m: of 2 tasks the mean rose in 1, fell in 1, and is the same in 0.' },
  ]);
});

it('a slice of what has no date does not say that there is nothing', async () => {
  const slice = ['report', '--snapshot', snapshot, '--created-before', '1999-01-01'];
  const { stdout } = await runHfreuse([...slice, '--width', '400']);
  expect(stdout).toContain(
    'No row: no task that was asked for has a member that is known to be created before 1999-01-01.',
  );
  expect(stdout).toContain('RQ3: no model created before 1999-01-01 names a base model.');
});
