import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../cli/run-hfreuse.ts';

const token = 'hf_aSecretThatMustNotBeSeen';
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-secrets-'));
const strangers: IncomingMessage['headers'][] = [];
const seen: string[] = [];
let hub: Server;
let stranger: Server;
let answer: (path: string) => { status?: number; headers?: Record<string, string>; body: string };

const urlOf = (server: Server, host = '127.0.0.1'): string =>
  `http://${host}:${(server.address() as AddressInfo).port}`;
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  hub = createServer((request, response) => {
    if (request.headers.authorization !== undefined) seen.push(request.headers.authorization);
    const { status = 200, headers = {}, body } = answer(request.url ?? '');
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  });
  stranger = createServer((request, response) => {
    strangers.push(request.headers);
    response.end('[]');
  });
  await Promise.all([listen(hub), listen(stranger)]);
});

afterAll(() => {
  hub.close();
  stranger.close();
  rmSync(folder, { recursive: true, force: true });
});

async function collectWith(name: string, respond: typeof answer, ...more: string[]) {
  answer = respond;
  const file = join(folder, `${name}.duckdb`);
  const args = [
    'collect',
    '--all',
    '--endpoint',
    urlOf(hub),
    '--snapshot',
    file,
    '--retries',
    '1',
    '--debug',
    ...more,
  ];
  const run = await runHfreuse(args, { HF_TOKEN: token });
  return { ...run, file };
}

const repo = (id: string, more: object = {}) => ({
  _id: `id-${id}`,
  id,
  tags: [],
  createdAt: '2024-01-01T00:00:00.000Z',
  ...more,
});

describe('the token goes to the endpoint alone', () => {
  it.each([
    [
      'a Link to another host',
      () => ({
        headers: { Link: `<${urlOf(stranger)}/api/models?cursor=x>; rel="next"` },
        body: JSON.stringify([repo('a/b')]),
      }),
    ],
    [
      'a redirect to another host',
      () => ({ status: 307, headers: { Location: `${urlOf(stranger)}/api/models` }, body: '' }),
    ],
    [
      'an error that repeats the token',
      () => ({ status: 403, body: JSON.stringify({ error: `no, ${token}` }) }),
    ],
    ['a redirect loop', () => ({ status: 307, headers: { Location: '/api/models' }, body: '' })],
  ])('%s', async (name, respond) => {
    const run = await collectWith(name.replaceAll(' ', '-'), respond, '--resolve', 'none');
    expect([1, 3]).toContain(run.code);
    expect(run.stdout + run.stderr).not.toContain(token);
    expect(run.stderr.length).toBeGreaterThan(0);
    expect(strangers.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).includes(token)).toBe(false);
  });

  it('it was sent to the endpoint', () => expect(seen).toContain(`Bearer ${token}`));

  it('is not sent unencrypted to another machine unless the user insists', async () => {
    const run = await runHfreuse(
      ['collect', '--endpoint', 'http://hub.example'],
      { HF_TOKEN: token },
      folder,
    );
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/--insecure-token|http:/);
    expect(run.stderr).not.toContain(token);
  });
});

describe('untrusted text', () => {
  const hostile = [
    '\u001b[31mred\u001b[0m',
    '=cmd|" /C calc"!A0',
    '<script>alert(1)</script>',
    "'; DROP TABLE model_rows; --",
    '../../etc/passwd',
    '__proto__',
    'nul\u0000byte',
    'lone\ud800surrogate',
    '🤗/emoji',
    '\u202eright-to-left',
    'line\r\nbreak',
  ]; // prettier-ignore
  const models = [
    ...hostile.map((text, index) =>
      repo(`${text}/${index}`, {
        _id: `m${index}`,
        pipeline_tag: text,
        tags: [text, `dataset:${text}`, `base_model:${text}`, `base_model:finetune:${text}`],
      }),
    ),
    repo('a/fill', { pipeline_tag: 'fill-mask', tags: ['fill-mask', `dataset:${'x'.repeat(10_000_000)}`] }),
  ]; // prettier-ignore
  const body = JSON.stringify(models).replace('"tags"', '"__proto__":{"private":true},"tags"');
  const formats = ['table', 'csv', 'tsv', 'json', 'markdown', 'html'];

  it('no repo is lost, nothing gets through', async () => {
    const run = await collectWith(
      'hostile',
      (path) => ({ body: path.startsWith('/api/models?') ? body : '[]' }),
      '--resolve',
      '20',
    );
    expect(run.code).toBe(0);
    const status = await runHfreuse(['status', '--snapshot', run.file, '--format', 'json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ models: models.length, rejected: 0 });
    const outputs = [
      run.stderr,
      status.stdout,
      (await runHfreuse(['status', '--snapshot', run.file])).stdout,
    ];
    for (const format of formats) {
      const report = await runHfreuse([
        'report',
        '--snapshot',
        run.file,
        '--modality',
        'all',
        '--format',
        format,
      ]);
      expect(report.code).toBe(0);
      outputs.push(report.stdout, report.stderr);
    }
    for (const output of outputs) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(output).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
    const html = await runHfreuse([
      'report',
      '--snapshot',
      run.file,
      '--modality',
      'all',
      '--format',
      'html',
    ]);
    // The page has one script, its own; what others wrote makes no second one.
    expect(html.stdout.match(/<script/g)).toHaveLength(1);
    expect(Math.max(...outputs.map((output) => output.length))).toBeLessThan(1_000_000);
  });
});
