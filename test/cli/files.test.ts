import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { bin, finished, plainEnv, type Run, runHfreuse, startHfreuse } from './run-hfreuse.ts';

const made = mkdtempSync(join(tmpdir(), 'hfreuse-files-'));
const simulated = join(made, 'simulated.duckdb');
let folder: string;
const file = (name: string) => join(folder, name);
const bytes = (name: string) =>
  createHash('sha256')
    .update(readFileSync(file(name)))
    .digest('hex');

const report = (...args: string[]) =>
  runHfreuse(['report', '--snapshot', file('hub.duckdb'), '--format', 'csv', ...args], {}, folder);
/** No Hub answers there: whatever is refused must be refused before. */
const collectInto = (path: string, ...more: string[]) =>
  runHfreuse(['collect', '--snapshot', path, '--endpoint', 'http://127.0.0.1:9', '--retries', '0', ...more]);

beforeEach(async () => {
  if (!existsSync(simulated)) {
    const run = await runHfreuse(['simulate', '--models', '300', '--snapshot', simulated]);
    expect(run.code).toBe(0);
  }
  folder = mkdtempSync(join(made, 'case-'));
  copyFileSync(simulated, file('hub.duckdb'));
  writeFileSync(file('notes.txt'), 'mine\n');
  writeFileSync(file('table.csv'), 'label,mean,sd\na,0.5,0.25\n');
  mkdirSync(file('folder'));
});

afterAll(() => rmSync(made, { recursive: true, force: true }));

function expectRefused(run: Run, code: number, pattern: RegExp): void {
  expect(run.stderr).toMatch(pattern);
  expect(run.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  expect(run.stderr).not.toMatch(/\.part|ENO|EISDIR|IO Error|Catalog|at \//);
  expect([run.code, run.stdout]).toEqual([code, '']);
}

describe('a snapshot that is no regular file', () => {
  it.each([['collect'], ['collect', '--restart'], ['report'], ['status']])(
    'a folder: %j',
    async (...command) => {
      writeFileSync(file('folder/inside'), 'x');
      const run = await runHfreuse([...command, '--snapshot', file('folder')]);
      expectRefused(run, 1, /folder is a folder, not a snapshot/);
      expect(readdirSync(file('folder'))).toEqual(['inside']);
    },
  );

  it.each([['collect'], ['collect', '--restart'], ['report'], ['status']])(
    'a pipe: %j',
    async (...command) => {
      execFileSync('mkfifo', [file('pipe')]);
      const run = await runHfreuse([...command, '--snapshot', file('pipe')]);
      expectRefused(run, 1, /pipe is no regular file/);
      expect(lstatSync(file('pipe')).isFIFO()).toBe(true);
    },
  );

  it('a link to a folder, and links in a circle', async () => {
    symlinkSync('folder', file('link'));
    expectRefused(await collectInto(file('link')), 1, /link is a folder/);
    symlinkSync('circle', file('circle'));
    expectRefused(await collectInto(file('circle')), 1, /circle leads nowhere: its links lead in a circle/);
    expect(readlinkSync(file('circle'))).toBe('circle');
  });
});

describe('a snapshot that is some other file', () => {
  it.each(['x.csv', 'x.parquet', 'x.json', 'x.duckdb', ':memory:'])('%s', async (name) => {
    writeFileSync(file(name), 'a,b\n1,2\n');
    for (const command of [['report'], ['status'], ['collect'], ['collect', '--restart']]) {
      const run = await runHfreuse([...command, '--snapshot', name], {}, folder);
      expectRefused(run, 1, new RegExp(`${name} is not a snapshot`));
    }
    expect(readFileSync(file(name), 'utf8')).toBe('a,b\n1,2\n');
  });

  it('names that mean something to the database mean a file', async () => {
    const hub = startHfreuse(['simulate', '--serve', '--models', '50']);
    const url = await new Promise<string>((resolve) =>
      hub.stdout?.once('data', (text) => resolve(`${text}`.trim())),
    );
    for (const name of [':memory:', 'md:x', 'new.csv']) {
      const run = await runHfreuse(
        ['collect', '--all', '--endpoint', url, '--snapshot', name, '--resolve', 'none', '--quiet'],
        {},
        folder,
      );
      expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
      const status = await runHfreuse(['status', '--snapshot', name, '--format', 'json'], {}, folder);
      expect(JSON.parse(status.stdout).models).toBe(50);
      expect(existsSync(file(name))).toBe(true);
    }
    hub.kill('SIGTERM');
    await finished(hub);
  });

  it('through a link that leads to nothing yet: made where it leads, the link stays', async () => {
    symlinkSync('folder/real.duckdb', file('link.duckdb'));
    const hub = startHfreuse(['simulate', '--serve', '--models', '50']);
    const url = await new Promise<string>((resolve) =>
      hub.stdout?.once('data', (text) => resolve(`${text}`.trim())),
    );
    const args = [
      'collect',
      '--all',
      '--endpoint',
      url,
      '--snapshot',
      file('link.duckdb'),
      '--resolve',
      'none',
    ];
    expect((await runHfreuse(args)).code).toBe(0);
    expect((await runHfreuse([...args, '--restart'])).code).toBe(0);
    expect(readlinkSync(file('link.duckdb'))).toBe('folder/real.duckdb');
    expect(readdirSync(file('folder'))).toEqual(['real.duckdb']);
    hub.kill('SIGTERM');
    await finished(hub);
  });
});

describe('--output never destroys what is read', () => {
  it.each(['hub.duckdb', './hub.duckdb', 'folder/../hub.duckdb', 'link', 'name', 'hub.duckdb.wal'])(
    'the snapshot as %s',
    async (name) => {
      symlinkSync('hub.duckdb', file('link'));
      linkSync(file('hub.duckdb'), file('name'));
      const before = bytes('hub.duckdb');
      expectRefused(await report('--output', name), 2, /--output .* would overwrite .*hub\.duckdb/);
      const status = ['status', '--snapshot', 'hub.duckdb', '--output', name];
      expectRefused(await runHfreuse(status, {}, folder), 2, /--output .* would overwrite .*hub\.duckdb/);
      expect(bytes('hub.duckdb')).toBe(before);
      expect(existsSync(file('hub.duckdb.wal'))).toBe(false);
    },
  );

  it('an input of audit', async () => {
    symlinkSync('table.csv', file('link'));
    const before = bytes('table.csv');
    for (const output of ['table.csv', 'link']) {
      const run = await runHfreuse(['audit', file('table.csv'), '--output', output], {}, folder);
      expectRefused(run, 2, /--output .* would overwrite .*table\.csv/);
    }
    expect(bytes('table.csv')).toBe(before);
    expect(lstatSync(file('link')).isSymbolicLink()).toBe(true);
  });
});

describe('--output writes where it should', () => {
  it('a link to a file: the file is replaced, the link stays', async () => {
    const { stdout } = await report();
    symlinkSync('../notes.txt', file('folder/link'));
    symlinkSync('later.csv', file('folder/dangling'));
    for (const [link, target] of [
      ['folder/link', 'notes.txt'],
      ['folder/dangling', 'folder/later.csv'],
    ] as const) {
      expect(await report('--output', link)).toEqual({ code: 0, stdout: '', stderr: expect.any(String) });
      expect(lstatSync(file(link)).isSymbolicLink()).toBe(true);
      expect(readFileSync(file(target), 'utf8')).toBe(stdout);
    }
    expect(readdirSync(file('folder')).sort()).toEqual(['dangling', 'later.csv', 'link']);
  });

  it('a pipe is written through', async () => {
    const { stdout } = await report();
    execFileSync('mkfifo', [file('pipe')]);
    const reader = finished(spawn('cat', [file('pipe')]));
    expect((await report('--output', 'pipe')).code).toBe(0);
    expect((await reader).stdout).toBe(stdout);
    expect(lstatSync(file('pipe')).isFIFO()).toBe(true);
  });

  it('an open file of the shell keeps what was in it', async () => {
    const { stdout } = await report();
    const child = spawn(
      process.execPath,
      [bin, 'report', '--snapshot', file('hub.duckdb'), '--format', 'csv', '--output', '/proc/self/fd/3'],
      { env: plainEnv, stdio: ['ignore', 'pipe', 'pipe', openSync(file('notes.txt'), 'a')] },
    );
    expect((await finished(child)).code).toBe(existsSync('/proc/self/fd') ? 0 : 1);
    if (existsSync('/proc/self/fd')) expect(readFileSync(file('notes.txt'), 'utf8')).toBe(`mine\n${stdout}`);
  });

  it('what cannot be written: its name, and why, in words', async () => {
    expectRefused(await report('--output', 'folder'), 1, /folder cannot be written: it is a folder/);
    expectRefused(
      await report('--output', 'no/x.csv'),
      1,
      /no\/x\.csv cannot be written: no such file or folder/,
    );
    expectRefused(
      await report('--output', 'notes.txt/x'),
      1,
      /notes\.txt\/x cannot be written: a part of its path is no folder/,
    );
    expectRefused(await report('--output', 'x'.repeat(300)), 1, /x cannot be written: its name is too long/);
    expectRefused(
      await runHfreuse(['audit', file('no.csv')]),
      1,
      /no\.csv cannot be read: no such file or folder/,
    );
    expect(readFileSync(file('notes.txt'), 'utf8')).toBe('mine\n');
    expect(readdirSync(folder).sort()).toEqual(['folder', 'hub.duckdb', 'notes.txt', 'table.csv']);
  });

  it.each([
    [['report', '--format', 'json', '--bom'], /--bom.*--format json; choose from csv, tsv/],
    [['report', '--bom'], /--bom.*--format table; choose from csv, tsv/],
    [['audit', '--format', 'markdown', '--bom'], /--bom.*--format markdown; choose from csv, tsv/],
    [['status', '--bom'], /unknown option '--bom'/],
  ])('%j', async (args, pattern) => {
    expectRefused(await runHfreuse(args, {}, folder), 2, pattern);
  });
});

it('a file larger than is allowed: one line, nothing half made', async () => {
  const limited = (...args: string[]) =>
    finished(
      spawn('sh', ['-c', 'ulimit -f 20; exec "$@"', 'sh', process.execPath, bin, ...args], {
        env: plainEnv,
        cwd: folder,
      }),
    );
  const json = ['report', '--snapshot', file('hub.duckdb'), '--format', 'json', '--output', 'notes.txt'];
  expectRefused(await limited(...json), 1, /notes\.txt cannot be written: the file would be larger/);
  const made = ['simulate', '--models', '3000', '--snapshot', 'hub.duckdb'];
  expectRefused(
    await limited(...made),
    1,
    /hub\.duckdb cannot be written: the file would be larger.*ulimit -f/,
  );
  expect(readFileSync(file('notes.txt'), 'utf8')).toBe('mine\n');
  expect((await report()).code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['folder', 'hub.duckdb', 'notes.txt', 'table.csv']);
});

describe('simulate --snapshot', () => {
  const simulate = (path: string) =>
    runHfreuse(['simulate', '--models', '120', '--snapshot', path], {}, folder);

  it('replaces a simulated snapshot, through a link too, and an empty file', async () => {
    symlinkSync('hub.duckdb', file('link'));
    writeFileSync(file('empty'), '');
    for (const name of ['hub.duckdb', 'link', 'empty', 'new.duckdb'])
      expect((await simulate(name)).code).toBe(0);
    expect(readlinkSync(file('link'))).toBe('hub.duckdb');
    for (const name of ['hub.duckdb', 'empty', 'new.duckdb']) {
      const { stdout } = await runHfreuse(['status', '--snapshot', file(name), '--format', 'json']);
      expect(JSON.parse(stdout)).toMatchObject({ models: 120, datasets: 40, finished: true });
    }
    expect(readdirSync(folder).filter((name) => /part|wal/.test(name))).toEqual([]);
  });

  it('leaves everything else as it was', async () => {
    const hub = startHfreuse(['simulate', '--serve', '--models', '50']);
    const url = await new Promise<string>((resolve) =>
      hub.stdout?.once('data', (text) => resolve(`${text}`.trim())),
    );
    await runHfreuse(['collect', '--all', '--endpoint', url, '--snapshot', file('collected.duckdb')]);
    hub.kill('SIGTERM');
    await finished(hub);
    writeFileSync(file('cut.duckdb'), readFileSync(file('hub.duckdb')).subarray(0, 20_000));
    execFileSync('mkfifo', [file('pipe')]);
    for (const name of ['collected.duckdb', 'notes.txt', 'table.csv', 'cut.duckdb']) {
      const before = bytes(name);
      expectRefused(await simulate(name), 2, /is no simulated snapshot.*name another file/);
      expect(bytes(name)).toBe(before);
    }
    expectRefused(await simulate('folder'), 2, /folder .*is no simulated snapshot/);
    expectRefused(await simulate('pipe'), 2, /pipe .*is no simulated snapshot/);
    expect(lstatSync(file('pipe')).isFIFO()).toBe(true);
  });

  it('what cannot be written: its name, and why, in words', async () => {
    expectRefused(await simulate('no/x.duckdb'), 1, /no\/x\.duckdb cannot be \w+: no such file or folder/);
    expectRefused(
      await simulate('notes.txt/x'),
      1,
      /notes\.txt\/x cannot be \w+: a part of its path is no folder/,
    );
    expect(readdirSync(folder).sort()).toEqual(['folder', 'hub.duckdb', 'notes.txt', 'table.csv']);
  });
});
