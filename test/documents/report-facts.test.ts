import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportRequest } from '../../src/commands/report/request.ts';
import { report } from '../../src/commands/report.ts';
import { reportFacts } from '../../src/documents/report/report-facts.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-facts-'));
const snapshot = join(folder, 'hub.duckdb');
beforeAll(() => copySimulated(snapshot, { models: 3000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a report states of renames, had following them changed the means of two tasks. */
async function renamesOf(request: ReportRequest): Promise<string | null> {
  const document = await report(snapshot, request);
  const renames = {
    ...{ datasetReferences: 3, baseModelReferences: 1 },
    means: ['text-generation', 'text-to-image'].map((task) => ({ task, without: 0.25, with: 0.5 })),
  };
  return reportFacts({ ...document, renames }).find(({ label }) => label === 'Renames')?.text ?? null;
}

const moved = '3 dataset references and 1 base-model reference reached their repo through an old name';

describe('renames', () => {
  it('change the RQ2 means of the rows shown, and are named only there', async () => {
    expect(await renamesOf({ questions: ['RQ1', 'RQ3'] })).toBe(null);
    expect(await renamesOf({ tasks: ['text-generation'] })).toBe(
      `${moved}; RQ2 means without and with them: text-generation 0.2500 → 0.5000`,
    );
    expect(await renamesOf({ tasks: ['translation'] })).toBe(`${moved}; no RQ2 mean shown changed`);
  });

  // Their means are others, of which the effect is not known: neither figures nor 'no change'.
  it.each<[string, ReportRequest]>([
    ['by modality', { by: 'modality' }],
    ['of a slice', { createdBefore: '2025-02-15' }],
    ['of a history', { every: 'year' }],
    ['without the same owner', { excludeSameOwner: true }],
    ['of another measure', { questions: ['RQ2'], measures: ['owners-per-dataset'] }],
  ])('are counted, and no mean is said to change or not to: %s', async (_, request) => {
    expect(await renamesOf(request)).toBe(moved);
  });
});

it.each([
  [
    ['--grid', '--question', '3'],
    ['tasks', 'the same', 'tau-b'],
  ],
  [
    ['--protocol', 'study-2025', '--compare'],
    ['published', 'mark', 'ours', 'Δµ, Δσ', 'current'],
  ],
])('%s: the words of its tables are explained under them', async (options, labels) => {
  const args = ['report', '--snapshot', snapshot, '--question', '2', '--width', '400', ...options];
  const { stdout } = await runHfreuse(args);
  const below = stdout.slice(stdout.lastIndexOf('───'));
  for (const label of labels) expect(below).toMatch(new RegExp(`^${label} {2,}\\S`, 'm'));
  const plain = await runHfreuse(args.slice(0, -options.length));
  for (const label of labels) expect(plain.stdout).not.toMatch(new RegExp(`^${label} {2,}\\S.* \\S`, 'm'));
});

it('the first lines state which share of what is declared the rows hold, and the coverage at any width', async () => {
  const args = ['report', '--snapshot', snapshot, '--modality', 'cv'];
  const { coverage } = JSON.parse((await runHfreuse([...args, '--format', 'json'])).stdout);
  const shares = coverage.map(
    ({ declared, inRows }: { declared: number; inRows: number }) => (100 * inRows) / declared,
  );
  const [first, second, third] = shares.map((share: number) =>
    share > 0 && share < 0.5 ? 'under 1 %' : `${share.toFixed(0)} %`,
  );
  const stated = `in them ${first} of what models declare for RQ1, ${second} for RQ2, ${third} for RQ3.`;
  for (const format of ['table', 'markdown', 'latex', 'html']) {
    const { stdout } = await runHfreuse([...args, '--format', format]);
    expect(stdout.replaceAll('\\', '').replaceAll(/\s+/g, ' '), format).toContain(stated);
  }
  const header = (width: string) =>
    runHfreuse([...args, '--width', width]).then(
      ({ stdout }) => /^question +declared .*$/m.exec(stdout)?.[0],
    );
  expect(await header('80')).toMatch(/in rows +share +other task +no task +outside +not repos$/);
  expect(await header('50')).toMatch(/in rows +share/);
});
