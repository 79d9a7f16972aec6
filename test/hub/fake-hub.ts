import { connectHub, type Hub, type HubOptions } from '../../src/hub/hub.ts';
import type { ListedPage } from '../../src/hub/listing/records.ts';
import { type VirtualIo, virtualIo } from './virtual-io.ts';

export const endpoint = 'https://hub.example';
export const token = 'hf_SecretSecretSecret';

/** A request as the fake network saw it. */
export interface Seen {
  url: URL;
  headers: Headers;
}

export type Answer = (seen: Seen, count: number) => Response | Promise<Response>;

export interface FakeHub {
  hub: Hub;
  io: VirtualIo;
  seen: Seen[];
  /** Debug lines. */
  lines: string[];
}

/** A hub whose network is a function. Hosts other than the endpoint's fail the test. */
export async function fakeHub(answer: Answer, options: Partial<HubOptions> = {}): Promise<FakeHub> {
  const seen: Seen[] = [];
  const lines: string[] = [];
  const io = virtualIo(async (input, init) => {
    const request = { url: new URL(String(input)), headers: new Headers(init?.headers) };
    seen.push(request);
    if (request.url.origin !== endpoint) throw new Error(`unknown request: ${request.url}`);
    return answer(request, seen.length);
  });
  const hub = await connectHub({ io, endpoint, token, debug: (line) => lines.push(line), ...options });
  return { hub, io, seen, lines };
}

export const json = (value: unknown, headers: Record<string, string> = {}, status = 200): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });

export const repo = (number: number, more: object = {}): Record<string, unknown> => ({
  _id: number.toString(16).padStart(24, '0'),
  id: `owner/repo-${number}`,
  private: false,
  likes: 1,
  downloads: 2,
  tags: ['a', 'dataset:squad'],
  pipeline_tag: 'fill-mask',
  createdAt: '2022-03-02T23:29:04.000Z',
  lastModified: '2024-01-02T03:04:05.000Z',
  ...more,
});

/** Reads a listing to its end. */
export async function readAll(pages: AsyncIterable<ListedPage>): Promise<ListedPage[]> {
  const all: ListedPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
