import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySimulated } from '../support/simulated.ts';
import { bin, plainEnv, type Run, runHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-plain-'));
const hub = join(folder, 'hub.duckdb');

beforeAll(async () => {
  await copySimulated(hub, { models: 300 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what the command line itself refuses: one line, where to look, exit 2', () => {
  it.each([
    [['report', '--colum', 'n'], /--colum'.*did you mean --columns\?.*hfreuse report --help/],
    [['report', '--nothing-like-it'], /--nothing-like-it'.*hfreuse report --help/],
    [['collect', '--limit'], /--limit <n>.*missing.*hfreuse collect --help/],
    [['status', 'one.duckdb', 'two.duckdb'], /too many arguments.*hfreuse status --help/],
    [['stat'], /unknown command 'stat'.*did you mean status\?.*hfreuse --help/],
    [['zzzzzz'], /unknown command 'zzzzzz'.*hfreuse --help/],
    [['help', 'zzzzzz'], /unknown command 'zzzzzz'.*hfreuse --help/],
    [['--zzzzzz'], /unknown option '--zzzzzz'.*hfreuse --help/],
    [['report', '--a\nb'], /hfreuse report --help/],
  ])('%j', async (args, pattern) => {
    const run = await runHfreuse(args);
    expect(run.stderr).toMatch(pattern);
    expect(run.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
    expect(run.stderr).not.toMatch(/error:/);
    expect([run.code, run.stdout]).toEqual([2, '']);
  });

  it('help and version are not errors', async () => {
    expect(await runHfreuse(['report', '--help'])).toMatchObject({ code: 0, stderr: '' });
    expect(await runHfreuse(['--version'])).toMatchObject({ code: 0, stderr: '' });
  });
});

/** Runs the program with its stdout led into a device that is always full. */
const intoFull = (...args: string[]): Promise<Run> =>
  waitForEnd(
    spawn('sh', ['-c', 'exec "$@" > /dev/full', 'sh', process.execPath, bin, ...args], { env: plainEnv }),
  );

describe.skipIf(!existsSync('/dev/full'))('output that cannot be written: one line, exit 1', () => {
  it.each([
    [['report', '--snapshot', hub]],
    [['report', '--snapshot', hub, '--format', 'json']],
    [['report', '--snapshot', hub, '--fail-on', 'n<0']],
    [['status', '--snapshot', hub]],
    [['audit']],
    [['--version']],
    [['simulate', '--serve', '--models', '50', '--quiet']],
  ])('%j', async (args) => {
    const run = await intoFull(...args);
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr: 'hfreuse: the output cannot be written: no space is left on the disk\n',
    });
  });
});
