import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FaultPlan, faultList } from '../../src/simulate/faults/faults.ts';
import { buildCatalogue } from '../../src/simulate/serve/catalogue.ts';
import { startServer } from '../../src/simulate/serve/server.ts';
import { entriesOf } from '../faults/faulty-hub.ts';
import { changingCatalogue } from '../support/changing-catalogue.ts';
import { runHfreuse } from '../support/run.ts';
import {
  answersOf,
  at,
  catalogue,
  collect,
  importPages,
  outputs,
  prepareCrawl,
  withHub,
} from './kept-pages.ts';

prepareCrawl();

describe('collect --keep-pages, import --pages', () => {
  it('faults are kept too and change nothing', async () => {
    const faults = faultList({
      1: { kind: 'status', status: 503, form: 'html' },
      4: { kind: 'truncated' },
      7: { kind: 'reset', afterBytes: 100 },
      9: { kind: 'duplicate-page' },
    });
    await withHub(faults, async ({ url }) => {
      expect((await collect(url, 'faulty')).code).toBe(0);
    });
    expect(answersOf('faulty').filter(({ status }) => status === 503)).toHaveLength(1);
    expect((await importPages('faulty', 'faulty-again.duckdb')).code).toBe(0);
    expect(await outputs('faulty-again.duckdb')).toEqual(await outputs('faulty.duckdb'));
  });

  it('a collection in several runs is kept in one folder, and imported when it is finished', async () => {
    // A listing fails for good in the first run; and the Hub refuses to list the oldest first, and pages of 1000.
    const refuses: FaultPlan = ({ url }) =>
      /direction=1/.test(url) ? { kind: 'status', status: 400, form: 'json' } : null;
    const fails: FaultPlan = (request) =>
      /text-generation&.*cursor/.test(request.url)
        ? { kind: 'status', status: 503, form: 'json' }
        : refuses(request);
    let faults = fails;
    await withHub(
      (request) => faults(request),
      async ({ url }) => {
        const first = await collect(url, 'runs', '--retries', '0');
        expect(`${first.code} ${first.stderr}`).toMatch(/^3 .*503/s);
        expect((await importPages('runs', 'runs-again.duckdb')).stderr).toMatch(
          /was not finished \(finish it: /,
        );
        // A kill in the middle of a line.
        const answered = answersOf('runs').length;
        appendFileSync(join(at('runs'), 'manifest.jsonl'), '{"file":"0000');
        faults = refuses;
        // A disk that does not take an answer: nothing is made of it.
        const next = join(at('runs'), `${String(answered + 1).padStart(6, '0')}.gz`);
        mkdirSync(next);
        const unkept = await collect(url, 'runs', '--retries', '0');
        expect(`${unkept.code} ${unkept.stderr}`).toMatch(/^1 .*cannot be kept in .*runs: it is a folder \(/);
        rmSync(next, { recursive: true });
        const { stderr, code } = await runHfreuse([
          ...['collect', '--endpoint', url, '--snapshot', at('runs.duckdb')],
          ...['--task', 'fill-mask', '--task', 'text-generation'],
        ]);
        expect(`${code} ${stderr}`).toMatch(
          /^2 .*are kept, and the collection is not finished \(repeat --keep-pages/,
        );
        expect((await collect(url, 'runs', '--retries', '0')).code).toBe(0);
      },
    );
    expect((await importPages('runs', 'runs-again.duckdb')).code).toBe(0);
    expect(await outputs('runs-again.duckdb')).toEqual(await outputs('runs.duckdb'));
  });

  it('downloads of two days are of two days again', async () => {
    const today = await buildCatalogue(
      entriesOf(catalogue).map((entry) =>
        'item' in entry
          ? { ...entry, item: { ...entry.item, downloads: (entry.item.downloads ?? 0) + 7 } }
          : entry,
      ),
    );
    const hub = await startServer(
      changingCatalogue(() => (counted ? today : catalogue)),
      { quota: 1_000_000 },
    );
    // The last listing is read when names are looked up.
    let counted = false;
    const names = createServer((request, response) => {
      counted ||= request.url?.includes('/revision/') === true;
      void fetch(`${hub.url}${request.url}`, { redirect: 'manual' }).then(async (answer) => {
        for (const name of ['Link', 'Location', 'X-Error-Code']) {
          const value = answer.headers.get(name);
          if (value !== null)
            response.setHeader(name, value.replaceAll(hub.url, `http://${request.headers.host}`));
        }
        response.writeHead(answer.status).end(await answer.text());
      });
    });
    await new Promise<void>((resolve) => names.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(names.address() as AddressInfo).port}`;
    expect((await collect(url, 'mixed')).code).toBe(0);
    names.closeAllConnections();
    names.close();
    await hub.close();
    expect((await importPages('mixed', 'mixed-again.duckdb')).code).toBe(0);
    const printed = await outputs('mixed.duckdb');
    expect(printed[1]).toContain('"mixedDownloads": true');
    expect(await outputs('mixed-again.duckdb')).toEqual(printed);
  });
});
