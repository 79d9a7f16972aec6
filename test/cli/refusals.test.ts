import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../src/documents/report/report-row.ts';
import { copySimulated } from '../support/simulated.ts';
import { runHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-refusals-'));
const hub = join(folder, 'hub.duckdb');

beforeAll(async () => {
  await copySimulated(hub, { models: 600, seed: 7 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A report of the simulated snapshot, any other command as it is. */
const run = (...args: string[]) =>
  runHfreuse(args[0] === 'report' ? [...args, '--snapshot', hub] : args, {}, folder);

const refused = async (pattern: RegExp, ...args: string[]): Promise<void> => {
  const { code, stdout, stderr } = await run(...args);
  expect(stderr).toMatch(pattern);
  expect(stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  expect([code, stdout]).toEqual([2, '']);
};

describe('empty words: the option and its choices', () => {
  it.each([
    [/--task.*"".*choose from.*fill-mask/, ['report', '--task', '']],
    [/--task.*"".*choose from.*fill-mask/, ['report', '--task', 'fill-mask,,summarization']],
    [/--task.*"".*choose from.*fill-mask/, ['collect', '--task', 'fill-mask,']],
    [/--modality.*"".*choose from nlp, cv, audio/, ['report', '--modality', '']],
    [/--modality.*"".*choose from nlp, cv, audio/, ['report', '--modality', 'all,']],
    [/--modality.*"".*choose from nlp, cv, audio/, ['collect', '--modality', '']],
    [/--columns.*"".*choose from before, question, .*mean/, ['report', '--columns', '']],
    [/--question.*"".*choose from 1, 2, 3/, ['report', '--question', '1,,2']],
    [/--relation.*"".*choose from finetune/, ['report', '--relation', '']],
    [/--sort.*"".*choose from .*mean/, ['report', '--sort', '']],
    [/--snapshot takes a file/, ['status', '--snapshot', '']],
    [/--snapshot takes a file/, ['collect', '--snapshot', '']],
    [/--snapshot takes a file/, ['simulate', '--snapshot', '']],
    [/--output takes a file/, ['report', '--output', '']],
    [/--output takes a file/, ['audit', '--output', '']],
    [/audit takes files/, ['audit', '']],
    [/--endpoint takes an address/, ['collect', '--endpoint', '']],
    [/--replay takes a folder/, ['simulate', '--serve', '--replay', '']],
  ])('%s', (pattern, args) => refused(pattern, ...args));
});

describe('combinations that cannot be', () => {
  it.each([
    [
      /--faults disturbs the answers of a served Hub/,
      ['simulate', '--snapshot', 'x.duckdb', '--faults', '7'],
    ],
    [/--faults takes a whole number/, ['simulate', '--serve', '--faults', 'often']],
    [
      /fill-mask belongs to nlp, not to --modality cv; choose from depth-estimation, /,
      ['report', '--task', 'fill-mask', '--modality', 'cv'],
    ],
    [
      /fill-mask belongs to nlp, not to --modality cv; choose from depth-estimation, /,
      ['collect', '--task', 'fill-mask', '--modality', 'cv'],
    ],
    [/--columns meanCi needs --ci/, ['report', '--columns', 'task,meanCi']],
    [/--columns mean_ci_low needs --ci/, ['report', '--columns', 'mean_ci_low', '--fit-tail']],
    [/--columns ciWarning needs --ci/, ['report', '--columns', 'ciWarning']],
    [/--columns tail needs --fit-tail/, ['report', '--columns', 'tail', '--ci', '100']],
    [/--columns lorenz needs --lorenz/, ['report', '--columns', 'lorenz', '--format', 'json']],
    [/--fail-on mean_ci_low needs --ci/, ['report', '--fail-on', 'mean_ci_low<1']],
    [/--ci takes a whole number, 100 to 100000, not "99"/, ['report', '--ci', '99']],
    [/--fit-p takes a whole number, 100 to 100000, not "99"/, ['report', '--fit-p', '99']],
    [/--rarefy takes a whole number, 1 or more, not "0"/, ['report', '--rarefy', '0']],
    [/--rarefy goes with --protocol current only/, ['report', '--rarefy', '9', '--protocol', 'study-2025']],
    [/--rarefy goes with RQ1 only.*2,3; add 1/, ['report', '--rarefy', '9', '--question', '2,3']],
    [/--relation goes with RQ3.*1,2/, ['report', '--relation', 'merge', '--question', '1,2']],
    [/--update and --restart/, ['collect', '--update', '--restart']],
  ])('%s', (pattern, args) => refused(pattern, ...args));
});

describe('names that there are not: the choices', () => {
  it.each([
    [/--sort.*"foo"; choose from .*task.*mean, sd, .*gini/, ['report', '--sort', 'foo']],
    [/--sort.*"meanCi"; choose from/, ['report', '--sort', 'meanCi', '--ci', '100']],
    [/--fail-on.*"foo"; choose from n, mean, sd, .*top10PctShare/, ['report', '--fail-on', 'foo<1']],
    [/--fail-on.*"task"; choose from n, /, ['report', '--fail-on', 'task<1']],
  ])('%s', (pattern, args) => refused(pattern, ...args));
});

describe('numbers and dates', () => {
  it.each([
    [/--concurrency.*1 to 64.*"65"/, ['collect', '--concurrency', '65']],
    [/--limit.*1 or more.*"0"/, ['collect', '--limit', '0']],
    [/--limit.*1 to 9007199254740991/, ['collect', '--limit', '99999999999999999999']],
    [/--resolve.*99999999999999999999/, ['collect', '--resolve', '99999999999999999999']],
    [
      /--created-before takes a date such as 2025-02-15.*"2024-02-30"/,
      ['report', '--created-before', '2024-02-30'],
    ],
    [/--created-before.*"2023"/, ['report', '--created-before', '2023']],
    [/--created-before.*"tomorrow"/, ['report', '--created-before', 'tomorrow']],
    [/--created-before.*"2024-05-05T10:00"/, ['report', '--created-before', '2024-05-05T10:00']],
  ])('%s', (pattern, args) => refused(pattern, ...args));

  it('a date is the beginning of its day, UTC; a zone is kept', async () => {
    const at = async (moment: string) => {
      const { code, stdout } = await run('report', '--format', 'json', '--created-before', moment);
      expect(code).toBe(0);
      return (JSON.parse(stdout) as ReportDocument).rows;
    };
    const day = await at('2025-02-15');
    expect(day.length).toBeGreaterThan(5);
    expect(await at('2025-02-15T00:00:00Z')).toEqual(day);
    expect(await at('2025-02-15T02:00+02:00')).toEqual(day);
    expect(await at('2026-08-01')).not.toEqual(day);
  });
});

describe('what is computed on request is shown', () => {
  const base = ['report', '--question', '3', '--modality', 'nlp'];
  it.each(['table', 'csv', 'markdown'])('--fit-p alone, as %s', async (format) => {
    const plain = await run(...base, '--format', format);
    expect(plain.stdout).not.toMatch(/\btail(_|\b)/);
    const fitted = await run(...base, '--format', format, '--fit-p', '100');
    expect(fitted.code).toBe(0);
    expect(fitted.stdout).toMatch(/\btail(_|\b)/);
    expect(fitted.stdout).toMatch(/too few/);
  });

  it('--ci in a table', async () => {
    const { stdout } = await run(...base, '--ci', '100');
    expect(stdout).toMatch(/mean 95 %.*sd 95 %.*Gini n all 95 %/);
  });

  it('--fail-on judges one end of an interval, by its CSV name', async () => {
    const ci = [...base, '--ci', '100', '--task', 'text-generation', '--format', 'json'];
    const { rows } = JSON.parse((await run(...ci)).stdout) as ReportDocument;
    const lows = rows.flatMap(({ meanCi }) => meanCi?.[0] ?? []);
    const highest = Math.max(...lows);
    expect(rows.some(({ mean }) => (mean ?? 0) > highest)).toBe(true);
    expect((await run(...ci, '--fail-on', `mean_ci_low>=${highest}`)).code).toBe(4);
    expect((await run(...ci, '--fail-on', `mean_ci_low>${highest}`)).code).toBe(0);
  });
});
