import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { usersOf } from '../../src/commands/lineage.ts';
import { findMostDeclared } from '../../src/commands/most-declared.ts';
import type { ReportRequest } from '../../src/commands/report/request.ts';
import { report } from '../../src/commands/report.ts';
import { modalityOf } from '../../src/definitions/tasks.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-declared-'));
const snapshot = join(folder, 'hub.duckdb');
beforeAll(() => copySimulated(snapshot, { models: 3000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const find = async (request: ReportRequest) =>
  findMostDeclared(snapshot, await report(snapshot, { questions: ['RQ1'], ...request }));

it('names the datasets that most models of each modality declare, as many as lineage --users counts', async () => {
  const declared = await find({ modalities: ['nlp', 'cv', 'audio'] });
  expect([...declared.keys()].sort()).toEqual(['audio', 'cv', 'nlp']);
  for (const [modality, leaders] of declared) {
    expect(leaders).toHaveLength(3);
    expect(leaders).toEqual([...leaders].sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1)));
    for (const { id, value } of leaders) {
      const { byTask } = await usersOf(snapshot, id);
      const ours = byTask.filter(({ task }) => task !== null && modalityOf(task) === modality);
      expect(value, id).toBe(ours.reduce((sum, { models }) => sum + models, 0));
    }
  }
});

it('follows the choice of the report, or is left out', async () => {
  const all = await find({ modalities: ['nlp'] });
  const [first] = all.get('nlp') ?? [];
  const [task] = (await find({ tasks: ['text-classification'] })).get('nlp') ?? [];
  expect(task?.value).toBeLessThan(first?.value ?? 0);
  const [early] = (await find({ modalities: ['nlp'], createdBefore: '2024-01-01' })).get('nlp') ?? [];
  expect(early?.value).toBeLessThan(first?.value ?? 0);
  const others = (await find({ modalities: ['nlp'], excludeSameOwner: true })).get('nlp') ?? [];
  expect(others[0]?.value).toBeLessThanOrEqual(first?.value ?? 0);
  for (const request of [{ protocol: 'study-2025' }, { questions: ['RQ2'] }, { every: 'year' }] as const) {
    expect((await find(request)).size).toBe(0);
  }
});

it('the page of a report has the names in its sentences, in the one of RQ1 too', async () => {
  const leaders = (await find({ modalities: ['nlp'] })).get('nlp') ?? [];
  const { stdout } = await runHfreuse(['report', '--snapshot', snapshot, '--format', 'html']);
  const [sentence = ''] = /<p class="summary">RQ1, NLP: [^<]*/.exec(stdout) ?? [];
  const named = leaders.map(({ id, value }) => `${id} (${value.toLocaleString('en-US')})`).join(', ');
  expect(sentence).toMatch(/; most declared: .*\.$/);
  expect(sentence).toContain(named);
});
