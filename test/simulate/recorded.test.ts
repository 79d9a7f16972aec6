import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApiItem,
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
} from '../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { hasRealData, realFolder } from '../cli/run-hfreuse.ts';
import { changingCatalogue } from '../support/changing-catalogue.ts';
import { differences, type Exchange } from './recorded-differences.ts';

interface Recorded {
  request: { method: string; uri: string };
  response: { status: { code: number }; headers: Record<string, string>; body: string };
}

const exchanges: Exchange[] = hasRealData
  ? gunzipSync(readFileSync(join(realFolder, 'recorded-responses.jsonl.gz')))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => toExchange(JSON.parse(line)))
  : [];

function toExchange({ request, response }: Recorded): Exchange {
  const { pathname, search } = new URL(request.uri);
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    path: `${pathname}${search}`,
    status: response.status.code,
    headers: Object.fromEntries(headers),
    body: response.body,
  };
}

/** The Hub as one exchange shows it: the repo that it is about, or that another is called so now. */
async function toCatalogue({ path, status, headers, body }: Exchange): Promise<Catalogue> {
  const entries: CatalogueEntry[] = [];
  const idOf = (address: string): string =>
    new URL(address, 'http://hub').pathname.replace(/^\/api\/models\//, '');
  if (status === 307) {
    entries.push({ kind: 'models', oldId: idOf(path), newId: idOf(headers.location ?? '') });
  } else if (path.startsWith('/api/models/')) {
    entries.push({ kind: 'models', item: JSON.parse(body) as ApiItem });
  }
  return buildCatalogue(entries);
}

let hub: SimulatedHub;

beforeAll(async () => {
  if (!hasRealData) console.warn(`skipped: ${realFolder} is absent: nothing recorded is compared`);
  const catalogues = await Promise.all(exchanges.map(toCatalogue));
  const none = await buildCatalogue([]);
  hub = await startServer(changingCatalogue(() => catalogues[hub.requests() - 1] ?? none));
});
afterAll(() => hub.close());

/** Both values of all in which two answers differ. */
async function compare(exchange: Exchange): Promise<Map<string, [string | null, string | null]>> {
  const { path, status, headers, body } = exchange;
  const response = await fetch(hub.url + path, { redirect: 'manual' });
  const found = new Map<string, [string | null, string | null]>();
  const note = (aspect: string, recorded: string | null, simulated: string | null): void => {
    if (recorded !== simulated) found.set(aspect, [recorded, simulated]);
  };
  note('status', String(status), String(response.status));
  note('body', body, await response.text());
  for (const name of new Set([...Object.keys(headers), ...response.headers.keys()]))
    note(name, headers[name] ?? null, response.headers.get(name));
  return found;
}

describe.skipIf(!hasRealData)('what the Hub was recorded to answer, the simulated one answers', () => {
  it('alike, but for what is explained; and every explanation is needed', async () => {
    expect(exchanges.length).toBeGreaterThan(100);
    const used = new Set<string>();
    const unexplained: string[] = [];
    let same = 0;
    // One after the other: the n-th request finds the Hub of the n-th exchange.
    for (const exchange of exchanges) {
      const found = await compare(exchange);
      if (!found.has('status') && !found.has('body')) same += 1;
      for (const [aspect, [recorded, simulated]] of found) {
        const why = differences.find(
          ({ aspects, of = () => true, allows = () => true }) =>
            aspects.includes(aspect) && of(exchange) && allows(recorded, simulated),
        );
        if (why === undefined) {
          unexplained.push(
            `${exchange.path}: ${aspect}: ${recorded?.slice(0, 80)} / ${simulated?.slice(0, 80)}`,
          );
        } else {
          used.add(why.why);
        }
      }
    }
    expect(unexplained).toEqual([]);
    expect([...used].sort()).toEqual(differences.map(({ why }) => why).sort());
    // All of them are of models: status and body are the same to the byte.
    expect(same).toBe(exchanges.filter(({ path }) => path.startsWith('/api/models/')).length);
  });
});
