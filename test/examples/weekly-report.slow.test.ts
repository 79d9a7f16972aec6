import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { simulate } from '../../src/index.ts';
import { makeProgramFolder, runAside, writeProgram } from '../support/program-folder.ts';
import { root } from '../support/run.ts';

interface Step {
  name?: string;
  uses?: string;
  if?: string;
  run?: string;
}

interface Workflow {
  on: { schedule: { cron: string }[]; workflow_dispatch: null };
  permissions: Record<string, string>;
  env: Record<string, string>;
  jobs: { report: { env: Record<string, string>; steps: Step[] } };
}

const file = join(root, 'examples', 'weekly-report', 'weekly-report.yml');
const workflow = parse(readFileSync(file, 'utf8')) as Workflow;
const { steps } = workflow.jobs.report;

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-weekly-'));
const remote = join(folder, 'remote.git');
const release = join(folder, 'release');
let programs: NodeJS.ProcessEnv;

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd, encoding: 'utf8', stdio: 'pipe' });

/** The release of a repository as a folder: as much of GitHub's program as the workflow uses. */
const gh = `release='${release}'
case "$1 $2" in
  'release view') test -d "$release" ;;
  'release create') mkdir "$release" ;;
  'release download') cp "$release/$5" . 2> /dev/null ;;
  'release upload') cp "$4" "$release" ;;
  *) exit 64 ;;
esac`;

beforeAll(() => {
  programs = makeProgramFolder(join(folder, 'bin'));
  writeProgram(join(folder, 'bin'), 'gh', gh);
  git(folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', remote);
  const seed = join(folder, 'seed');
  git(folder, 'clone', '--quiet', remote, seed);
  writeFileSync(join(seed, 'README.md'), 'weekly reports\n');
  git(seed, 'add', '.');
  git(seed, '-c', 'user.name=me', '-c', 'user.email=me@example.org', 'commit', '--quiet', '-m', 'Begin');
  git(seed, 'push', '--quiet', 'origin', 'HEAD:main');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether a step is run, by what is in its `if`; one without runs as long as none has failed. */
const conditions: Record<string, (cwd: string) => boolean> = {
  "${{ !cancelled() && hashFiles('hub.duckdb') != '' }}": (cwd) => readdirSync(cwd).includes('hub.duckdb'),
};

/** One run of the job, as GitHub does it: a fresh checkout, each step in a shell of its own. */
async function runJob(name: string, more: NodeJS.ProcessEnv): Promise<{ ran: string[]; failed: string[] }> {
  const cwd = join(folder, name);
  git(folder, 'clone', '--quiet', remote, cwd);
  // What GitHub fills in is empty here: no secrets.
  const given = { ...workflow.env, ...workflow.jobs.report.env };
  const filled = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, value.replace(/\$\{\{.*?\}\}/g, '')]),
  );
  const env = { ...programs, ...filled, HOME: folder, ...more };
  const ran: string[] = [];
  const failed: string[] = [];
  for (const { name: step = '', run, if: condition } of steps) {
    // The program is on the path already.
    if (run === undefined || step === 'Install') continue;
    const isDue = condition === undefined ? failed.length === 0 : conditions[condition]?.(cwd);
    if (isDue === undefined) throw new Error(`unknown condition: ${condition}`);
    if (!isDue) continue;
    const script = join(folder, 'step.sh');
    writeFileSync(script, run);
    const { code, printed } = await runAside('bash', ['-e', script], { env, cwd });
    ran.push(`${step}: ${code}`);
    if (code !== 0) failed.push(printed);
  }
  return { ran, failed };
}

const commits = (): string[] => git(remote, 'log', '--format=%s', 'main').trim().split('\n');
const committed = (path: string): string => git(remote, 'show', `main:${path}`);

describe('examples/weekly-report', () => {
  it('runs on Monday at 09:17 UTC and by hand, may write to the repository, and pins what it uses', () => {
    expect(workflow.on.schedule).toEqual([{ cron: '17 9 * * 1' }]);
    expect('workflow_dispatch' in workflow.on).toBe(true);
    expect(workflow.permissions).toEqual({ contents: 'write' });
    for (const { uses, run } of steps) {
      expect([uses, run].filter((one) => one !== undefined)).toHaveLength(1);
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
    }
  });

  it('collects all, then what is new; commits the report; fails when the rule holds, the report kept', async () => {
    const all = ['Fetch the snapshot', 'Collect', 'Keep the snapshot', 'Report', 'Commit', 'Check the rule'];
    const hub = await simulate({ models: 600, serve: true });
    const env = { HF_ENDPOINT: hub?.url };
    try {
      const first = await runJob('week-1', env);
      expect(first).toEqual({ ran: all.map((step) => `${step}: 0`), failed: [] });
      expect(commits()).toEqual([expect.stringMatching(/^Report of \d{4}-\d\d-\d\d$/), 'Begin']);
      expect(committed('reports/report.csv')).toContain(',RQ3,derivatives-per-model,nlp,text-generation,');
      expect(committed('reports/report.html')).toMatch(/^<!doctype html>/i);
      expect(JSON.parse(committed('reports/tables/datapackage.json')).resources.length).toBeGreaterThan(10);
      expect(JSON.parse(committed('reports/report.csv.json')).snapshot).toMatchObject({ models: 600 });

      // A rule that holds: the run fails last, and the report is there all the same.
      const second = await runJob('week-2', { ...env, RULE: 'gini>0' });
      expect(second.ran).toEqual([...all.slice(0, -1).map((step) => `${step}: 0`), 'Check the rule: 4']);
      expect(second.failed[0]).toContain('--fail-on gini>0: ');
      const { updates, models } = JSON.parse(committed('reports/report.csv.json')).snapshot;
      expect({ updates, models }).toEqual({ updates: 2, models: 600 });
    } finally {
      await hub?.close();
    }
  });

  it('keeps the snapshot when the Hub cannot be reached, and commits nothing', async () => {
    const before = commits();
    const { ran } = await runJob('week-3', { HF_ENDPOINT: 'http://127.0.0.1:9' });
    expect(ran).toEqual([
      'Fetch the snapshot: 0',
      expect.stringMatching(/^Collect: [12]$/),
      'Keep the snapshot: 0',
    ]);
    expect(commits()).toEqual(before);
    expect(readdirSync(release)).toEqual(['hub.duckdb']);
  });
});
