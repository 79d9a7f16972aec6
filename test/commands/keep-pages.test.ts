import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startServer } from '../../src/simulate/serve/server.ts';
import { repo } from '../hub/fake-hub.ts';
import { type Run, runHfreuse } from '../support/run.ts';
import {
  answersOf,
  at,
  catalogue,
  collect,
  crawl,
  folder,
  importPages,
  manifest,
  outputs,
  prepareCrawl,
} from './kept-pages.ts';

prepareCrawl();

describe('collect --keep-pages, import --pages', () => {
  it('the same snapshot comes of the answers, look-ups among them', async () => {
    const { code, stderr } = await importPages('crawl', 'again.duckdb');
    expect(`${code} ${stderr}`).toMatch(
      /^0 \d+ models and \d+ datasets, from \d+ answers of a crawl that were kept/,
    );
    expect(await outputs('again.duckdb')).toEqual(await outputs('crawl.duckdb'));
    const urls = answersOf('crawl').map(({ url }) => String(url));
    expect(urls.filter((url) => url.includes('/revision/HEAD')).length).toBeGreaterThan(20);
  });

  it('each answer is there as it came, with its URL, status, date, limit and SHA-256', () => {
    const answers = answersOf('crawl');
    for (const { file, sha256, bytes } of answers) {
      const body = gunzipSync(readFileSync(join(crawl, String(file))));
      expect(createHash('sha256').update(body).digest('hex')).toBe(sha256);
      expect(body.byteLength).toBe(bytes);
    }
    expect(answers[0]).toMatchObject({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/models\?limit=20&/),
      status: 200,
      date: expect.stringMatching(/GMT$/),
      rateLimit: expect.stringMatching(/^"api";r=\d+;t=\d+$/),
    });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 307, 401]));
    expect(readdirSync(crawl)).toHaveLength(answers.length + 1);
  });
});

describe('what is not kept', () => {
  it('neither the token nor user info', async () => {
    const token = 'hf_SecretSecretSecret';
    // A server that repeats all that it is sent, in bodies, links and headers.
    const server = createServer((request, response) => {
      const bearer = String(request.headers.authorization);
      const own = `http://someone:pass@${request.headers.host}`;
      response.setHeader('X-Error-Message', `${bearer} at ${own}`);
      response.setHeader('Link', `<${own}${request.url}&t=${token}>; rel="prev"`);
      response.end(
        JSON.stringify(request.url?.startsWith('/api/models?') ? [repo(1, { tags: [bearer] })] : []),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ['--snapshot', at('secret.duckdb'), '--keep-pages', at('secret')];
    const { code } = await runHfreuse(['collect', '--all', '--endpoint', url, ...args], { HF_TOKEN: token });
    server.closeAllConnections();
    server.close();
    expect(code).toBe(0);
    const names = readdirSync(at('secret'));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const bytes = readFileSync(join(at('secret'), name));
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
      expect(text, name).not.toMatch(/Secret|someone|pass@/);
    }
    expect((await importPages('secret', 'secret-again.duckdb')).code).toBe(0);
  });
});

describe('a folder that will not do ends in one line', () => {
  const last = () => answersOf('crawl').at(-1) as { file: string; url: string; sha256: string };
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
  const edit = (to: string, change: (text: string) => string): void =>
    writeFileSync(join(to, 'manifest.jsonl'), change(manifest('crawl')));
  const spoils: Record<string, [(to: string) => void, RegExp]> = {
    'other bytes': [
      (to) => writeFileSync(join(to, last().file), gzipSync('[]')),
      /\.gz is not as it was kept: its SHA-256/,
    ],
    'a missing file': [(to) => rmSync(join(to, last().file)), /\.gz is missing: the manifest lists it/],
    'a folder for a file': [
      (to) => {
        rmSync(join(to, last().file));
        mkdirSync(join(to, last().file));
      },
      /\.gz is missing/,
    ],
    'a bomb': [(to) => writeFileSync(join(to, last().file), bomb), /\.gz is larger than 64 MB/],
    'not gzip': [(to) => writeFileSync(join(to, last().file), 'no'), /is not gzipped, or it is cut short/],
    'another host': [
      (to) => edit(to, (text) => text.replaceAll(last().url, 'http://169.254.169.254/latest')),
      /is of another host, http:\/\/169\.254\.169\.254, not of http:\/\/127/,
    ],
    'a path that leads away': [
      (to) => edit(to, (text) => text.replace(last().file, '../../etc/passwd')),
      /manifest\.jsonl, line \d+: file is not as hfreuse writes it/,
    ],
    'a header that is two': [
      (to) => edit(to, (text) => text.replace('"content-type":"', '"content-type":"a\\r\\nSet-Cookie: b')),
      /line \d+: headers\.content-type is not as/,
    ],
    'a status of its own': [
      (to) => edit(to, (text) => text.replace('"status":200', '"status":7')),
      /status is not/,
    ],
    'no JSON': [(to) => edit(to, (text) => `${text}what\n`), /line \d+: it is not as/],
    'no collection': [
      (to) => edit(to, (text) => text.replace(/^.*"collection".*$\n/gm, '')),
      /does not state which collection it is of/,
    ],
    'another endpoint': [
      (to) => edit(to, (text) => text.replaceAll(/"endpoint":"[^"]*"/g, '"endpoint":"http://example.org"')),
      /is of another host/,
    ],
    'a collection that is none': [
      (to) => edit(to, (text) => text.replaceAll('"protocol":"current"', '"protocol":"x"')),
      /protocol is not in the form that hfreuse writes/,
    ],
    'a page that was never kept': [
      (to) => edit(to, (text) => text.replace(/^.*api\/models\?.*cursor=.*$\n/m, '')),
      /does not hold all answers of the collection: models of [a-z-]+: no answer to .* was kept/,
    ],
    nothing: [(to) => rmSync(join(to, 'manifest.jsonl')), /holds no answers that collect --keep-pages kept/],
  };

  it.each(Object.entries(spoils))('%s', async (name, [spoil, message]) => {
    const to = at('spoilt');
    rmSync(to, { recursive: true, force: true });
    cpSync(crawl, to, { recursive: true });
    spoil(to);
    const { code, stderr, stdout } = await importPages('spoilt', `spoilt-${name}.duckdb`);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(folder).filter((file) => file.startsWith('spoilt-'))).toEqual([]);
  });

  it('nor is it served', async () => {
    const to = at('spoilt-served');
    cpSync(crawl, to, { recursive: true });
    writeFileSync(join(to, last().file), gzipSync('[]'));
    const { code, stderr } = await runHfreuse(['simulate', '--serve', '--replay', to]);
    expect(`${code} ${stderr}`).toMatch(/^1 .*its SHA-256/);
  });
});

describe('what does not go together', () => {
  const refusals: [string, () => Promise<Run>, RegExp][] = [
    ['an update', () => collect('http://127.0.0.1:9', 'crawl', '--update'), /does not go with --update/],
    [
      'the answers of another collection',
      () => runHfreuse(['collect', '--all', '--snapshot', at('new.duckdb'), '--keep-pages', crawl]),
      /holds the answers of another collection \(name another folder/,
    ],
    [
      'a folder with other things',
      () => runHfreuse(['collect', '--snapshot', at('new.duckdb'), '--keep-pages', folder]),
      /holds other things than kept answers/,
    ],
    [
      'a file',
      () => runHfreuse(['collect', '--snapshot', at('new.duckdb'), '--keep-pages', at('crawl.duckdb')]),
      /--keep-pages takes a folder/,
    ],
    [
      'faults',
      () => runHfreuse(['simulate', '--serve', '--faults', '7', '--replay', crawl]),
      /holds kept answers, which are served as they came/,
    ],
    [
      'a dump',
      () => runHfreuse(['import', '--pages', crawl, '--models', 'x.parquet', '--snapshot', at('new.duckdb')]),
      /so --models does not go with it/,
    ],
  ];
  it.each(refusals)('%s', async (_, run, message) => {
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('a Hub that cannot be reached leaves no folder behind, and an empty one that was there', async () => {
    const gone = await startServer(catalogue);
    await gone.close();
    expect((await collect(gone.url, 'unreached', '--retries', '0')).code).toBe(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('unreached'))).toEqual([]);
    mkdirSync(at('unreached'));
    expect((await collect(gone.url, 'unreached', '--retries', '0')).code).toBe(1);
    expect(readdirSync(at('unreached'))).toEqual([]);
  });
});
