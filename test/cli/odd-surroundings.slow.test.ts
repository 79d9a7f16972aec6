import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copySimulated } from '../support/simulated.ts';
import { bin, type Run, spawnHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-odd-'));
const snapshot = join(folder, 'hub.duckdb');
let calm: Run;

beforeAll(async () => {
  await copySimulated(snapshot, { models: 1500 });
  calm = await spawnHfreuse(['report', snapshot, '--format', 'csv']);
  expect(calm.code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program under a limit of the shell. */
const limited = (limit: string, words: readonly string[]): Promise<Run> =>
  new Promise((resolve) => {
    const script = `ulimit ${limit}; exec "$@"`;
    const child = execFile(
      'bash',
      ['-c', script, 'bash', process.execPath, bin, ...words],
      { maxBuffer: 1 << 26 },
      (_, stdout, stderr) => resolve({ stdout, stderr, code: child.exitCode }),
    );
  });

it.each([
  ['no home', { HOME: undefined }],
  ['a home that is not there', { HOME: '/nonexistent' }],
  ['another zone and language', { TZ: 'Pacific/Apia', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
  ['a zone and a language that are none', { TZ: 'nonsense', LC_ALL: 'xx', LANG: 'xx' }],
])('%s change nothing', async (_, env) => {
  expect(await spawnHfreuse(['report', snapshot, '--format', 'csv'], env)).toEqual(calm);
  const years = ['report', snapshot, '--every', 'year', '--format', 'csv'];
  expect(await spawnHfreuse(years, env)).toEqual(await spawnHfreuse(years));
});

it('64 open files are enough', async () => {
  expect(await limited('-n 64', ['report', snapshot, '--format', 'csv'])).toEqual(calm);
  expect((await limited('-n 64', ['export', snapshot, '--to', join(folder, 'exported')])).code).toBe(0);
});

it('with too little memory for the database: one line; with enough the same', async () => {
  const little = await limited('-v 1000000', ['report', snapshot, '--format', 'csv']);
  expect(little).toMatchObject({ stdout: '', code: 1 });
  // By where Node has put what it loaded before, there is room for the library, and none for what it makes.
  expect(little.stderr).toMatch(
    /^hfreuse: (the library of DuckDB cannot be loaded|\S+ cannot be opened): .*\(give the program more memory.*\)\n$/,
  );
  expect(await limited('-v 20000000', ['report', snapshot, '--format', 'csv'])).toEqual(calm);
});

it.each(['new\nline', '-dash', '--output=x', 'sp ace\'q"u', '\u001b[31mred', '%s', '日本', '$&'])(
  'a snapshot and an output of the name %j',
  async (name) => {
    copyFileSync(snapshot, join(folder, `${name}.duckdb`));
    const run = (...words: string[]) => spawnHfreuse(words, {}, folder);
    expect((await run('report', `--snapshot=${name}.duckdb`, '--format', 'csv')).stdout).toBe(calm.stdout);
    const written = await run('report', `--output=${name}.csv`, '--format', 'csv', '--', `${name}.duckdb`);
    expect([written.code, written.stdout]).toEqual([0, '']);
    expect(readFileSync(join(folder, `${name}.csv`), 'utf8')).toBe(calm.stdout);
    const exported = await run('export', `--to=${name}.lake`, '--', `${name}.duckdb`);
    expect([exported.code, readdirSync(join(folder, `${name}.lake`)).length]).toEqual([0, 6]);
    // A path is shown, and steers no terminal.
    expect(exported.stderr).toMatch(/^wrote \P{Cc}+; next: \P{Cc}+\n$/u);
    const absent = await run('status', `--snapshot=${name}.absent`);
    expect([absent.code, absent.stderr.split('\n').length]).toEqual([1, 2]);
  },
);

it('a certificate that does not verify: no token is sent, and one line reports it', async ({ skip }) => {
  const [key, cert] = ['k.pem', 'c.pem'].map((name) => join(folder, name));
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const made = spawnSync('openssl', [...words, '-keyout', key ?? '', '-out', cert ?? '']);
  if (made.status !== 0) return skip('openssl is absent');
  let requests = 0;
  const server = createServer(
    { key: readFileSync(key ?? ''), cert: readFileSync(cert ?? '') },
    (_, response) => {
      requests += 1;
      response.end('[]');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const where = ['--endpoint', `https://127.0.0.1:${port}`, '--snapshot', join(folder, 'tls.duckdb')];
  const run = await spawnHfreuse(['collect', '--retries', '0', ...where], { HF_TOKEN: 'hf_secret' });
  server.closeAllConnections();
  server.close();
  expect([run.code, run.stdout, requests]).toEqual([1, '', 0]);
  expect(run.stderr).toMatch(/^hfreuse: .*self-signed certificate.*\n$/);
});
