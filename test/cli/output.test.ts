import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytes, expectRefused, file, folder, prepareFolders, report } from './case-folder.ts';
import { bin, plainEnv, runHfreuse, waitForEnd } from './run-hfreuse.ts';

prepareFolders();

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
    expect(readdirSync(file('folder')).sort()).toEqual([
      ...['dangling', 'dangling.json', 'later.csv', 'link', 'link.json'],
    ]);
  });

  it('a file keeps its permissions, and what a killed run left beside it goes', async () => {
    for (const mode of [0o640, 0o600, 0o664]) {
      chmodSync(file('notes.txt'), mode);
      writeFileSync(file('notes.txt.999999999.part'), 'half');
      expect((await report('--output', 'notes.txt')).code).toBe(0);
      expect(statSync(file('notes.txt')).mode & 0o777).toBe(mode);
      expect(existsSync(file('notes.txt.999999999.part'))).toBe(false);
    }
  });

  it('a pipe is written through', async () => {
    const { stdout } = await report();
    execFileSync('mkfifo', [file('pipe')]);
    const reader = waitForEnd(spawn('cat', [file('pipe')]));
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
    expect((await waitForEnd(child)).code).toBe(existsSync('/proc/self/fd') ? 0 : 1);
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
      /notes\.txt\/x cannot be written: a part of its path is not a folder/,
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
    waitForEnd(
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
