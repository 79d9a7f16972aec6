import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { usersOf } from '../../src/commands/lineage.ts';
import type { ReportRequest } from '../../src/commands/report/request.ts';
import { report } from '../../src/commands/report.ts';
import { modalityOf } from '../../src/definitions/tasks.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-declared-'));
const snapshot = join(folder, 'hub.duckdb');
beforeAll(() => copySimulated(snapshot, { models: 3000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of each modality, the named datasets and the sentence that names them, with how many models declare each. */
async function find(request: ReportRequest) {
  const { summary } = await report(snapshot, { questions: ['RQ1'], ...request });
  return new Map(
    summary.map(({ modality, mostDeclared, says }) => [
      modality,
      mostDeclared.map((id) => {
        const [, value = ''] = says.slice(says.indexOf('; most declared: ')).split(`${id} (`);
        return { id, value: Number.parseInt(value.replaceAll(',', ''), 10) };
      }),
    ]),
  );
}

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
  for (const request of [{ protocol: 'study-2025' }, { questions: ['RQ2', 'RQ3'] }] as const) {
    const { summary } = await report(snapshot, request);
    expect(summary.flatMap(({ mostDeclared }) => mostDeclared)).toEqual([]);
    expect(summary.map(({ says }) => says).join(' ')).not.toContain('most declared');
  }
});

it('a history names those of its last slice', async () => {
  const whole = await find({ modalities: ['nlp'] });
  expect(await find({ modalities: ['nlp'], every: 'year' })).toEqual(whole);
});

it.each(['table', 'markdown', 'html', 'json'])('the sentence of RQ1 has the names in %s', async (format) => {
  const [nlp, cv] = (await report(snapshot, { questions: ['RQ1'], modalities: ['nlp', 'cv'] })).summary;
  const { stdout } = await runHfreuse(['report', '--snapshot', snapshot, '--format', format]);
  // Markdown and HTML escape what names may hold; a terminal wraps.
  const shown = stdout.replaceAll(/\s+/g, ' ').replaceAll('\\', '');
  for (const { says } of [nlp, cv].flatMap((entry) => entry ?? [])) {
    expect(says).toMatch(/; most declared: .* \([\d,]+\)\.$/);
    expect(shown).toContain(says);
  }
});
