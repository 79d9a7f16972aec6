import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seededRandom } from '../../src/statistics/random.ts';

/** Untrusted text to steer a terminal, a spreadsheet, a page, a program that draws, or a command line. */
const pieces = [
  ...['=1+1', '+cmd|" /C calc"!A0', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '"', '""', ',', ';', '\t', "'"],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</title>', '</script>', '<!--', '-->'],
  ...[
    '&lt;b&gt;',
    '&#x3c;',
    ']]>',
    '<![CDATA[',
    '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>',
    '&y;',
  ],
  ...[
    '[z](javascript:0)',
    '![z](http://x.example/y)',
    '|',
    '\\|',
    '`',
    '```',
    '**b**',
    '\n# h',
    '\n- i',
    '\n\n',
  ],
  ...[
    '\u001b[2J',
    '\u001b]0;t\u0007',
    '\u001b]8;;http://x.example\u001b\\',
    '\u009b31m',
    '\u009d0;t\u009c',
    '\b',
  ],
  ...['\u202e', '\u2066', '\u2069', '\u200b', '\ufeff', '\u00ad', '\u{e0041}', '\u2028', '\u2029', '\u0085'],
  ...[
    '\u0000',
    '\u007f',
    '\ud800',
    '\r\n',
    '\n',
    '\v',
    '--output=/x',
    '-rf',
    '--',
    '$(id)',
    '`id`',
    '%s',
    '%00',
  ],
  ...['\\input{/etc/passwd}', '\\write18{id}', '$x$', '%', '#', '~', '^', '_', '{', '}', '\\', '\\\\', '&'],
  ...['"]; x [label="', '\\"', '-> y', 'click n0 "javascript:0"', '%%{init: {}}%%', 'end', '<br/>', '\\n'],
  ...[
    "'; DROP TABLE model_rows; --",
    '\u0024{x}',
    '{{x}}',
    '__proto__',
    'constructor',
    '../../x',
    '/etc/passwd',
  ],
  ...['日本', 'é', '👩\u200d🔬', 'می\u200cشود', ' ', '  ', 'null', 'NaN', '1e999'],
] as const;

/** Draws hostile texts, and ids that the Hub allows but a careless program would not expect. */
export class Strangers {
  readonly #random: () => number;
  readonly #honest: boolean;

  /** @param honest what they write is plain: the same repos, for comparison */
  constructor(seed: number | string, honest = false) {
    this.#random = seededRandom(`strangers ${seed}`);
    this.#honest = honest;
  }

  below = (most: number): number => Math.floor(this.#random() * most);
  pick = <T>(values: readonly T[]): T => values[this.below(values.length)] as T;

  text(): string {
    if (this.#honest) return `word ${this.below(99)}`;
    const middle = Array.from({ length: 1 + this.below(4) }, () => this.pick(pieces)).join('');
    return this.below(3) === 0 ? `w${this.below(99)}${middle}` : middle;
  }

  /** Of letters, digits, `-`, `_` and `.` alone. */
  id(): string {
    if (this.#honest) return `owner${this.below(50)}/name${this.below(50)}`;
    const part = (): string =>
      this.pick([
        '-rf',
        '--help',
        '-',
        '_',
        '__proto__',
        'a.b',
        '-1',
        '1e5',
        '00',
        'x--y',
        'constructor',
        '.x',
      ]);
    return `${part()}${this.below(50)}/${part()}${this.below(50)}`;
  }
}

const tasks = ['fill-mask', 'text-generation', 'image-classification'];

/** A repo that derives from the one good model, uses the one good dataset, and is hostile in all else. */
function toModel(strangers: Strangers, index: number): Record<string, unknown> {
  const text = () => strangers.text();
  return {
    _id: `m${index}${index % 7 === 0 ? text() : ''}`,
    id: index % 3 === 0 ? `${text()}/${index}` : `${strangers.id()}-${index}`,
    pipeline_tag: index % 4 === 0 ? text() : strangers.pick(tasks),
    library_name: text(),
    gated: strangers.pick([false, 'auto', text()]),
    likes: index,
    downloads: 100 - index,
    tags: [
      text(),
      'dataset:good/data',
      `dataset:${text()}`,
      `dataset:${strangers.id()}`,
      `base_model:${strangers.pick(['adapter', 'finetune', 'merge'])}:good/root`,
      `base_model:${text()}`,
      `base_model:quantized:${strangers.id()}`,
      `license:${text()}`,
    ],
    cardData: { datasets: [text(), 'good/data'], base_model: text(), pipeline_tag: text(), [text()]: text() },
    createdAt: `2024-01-${String(1 + (index % 28)).padStart(2, '0')}T00:00:00.000Z`,
    lastModified: strangers.pick(['2024-02-01T00:00:00.000Z', text()]),
  };
}

const toDataset = (strangers: Strangers, index: number): Record<string, unknown> => ({
  _id: `d${index}`,
  id: index % 3 === 0 ? `${strangers.text()}/${index}` : `${strangers.id()}-${index}`,
  tags: [`task_categories:${strangers.pick(tasks)}`, `task_categories:${strangers.text()}`, strangers.text()],
  createdAt: '2023-01-01T00:00:00.000Z',
});

const good = [
  {
    _id: 'root',
    id: 'good/root',
    pipeline_tag: 'fill-mask',
    tags: [],
    createdAt: '2023-01-01T00:00:00.000Z',
  },
  {
    _id: 'data',
    id: 'good/data',
    tags: ['task_categories:fill-mask'],
    createdAt: '2023-01-01T00:00:00.000Z',
  },
] as const;

/** Both listings as the API gives them. */
function drawRepos(seed: number, honest: boolean): { models: unknown[]; datasets: unknown[] } {
  const strangers = new Strangers(seed, honest);
  const many = (count: number, make: typeof toModel): unknown[] =>
    Array.from({ length: count }, (_, index) => make(strangers, index));
  return { models: [good[0], ...many(45, toModel)], datasets: [good[1], ...many(12, toDataset)] };
}

/** A hostile Hub whose every refusal repeats the token. The second page of its datasets fails for good. */
export async function serveStrangers(
  seed: number,
  honest: boolean,
): Promise<{ url: string; server: Server }> {
  const { models, datasets } = drawRepos(seed, honest);
  const strangers = new Strangers(`errors ${seed}`, honest);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(`http://hub${request.url}`);
    const refuse = (status: number): void => {
      const error = `${strangers.text()} ${request.headers.authorization} ${strangers.text()}`;
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error }));
    };
    if (pathname === '/api/models') response.end(JSON.stringify(models));
    else if (pathname === '/api/datasets' && !searchParams.has('cursor')) {
      const next = `http://${request.headers.host}${request.url}&cursor=x`;
      response.writeHead(200, { Link: `<${next}>; rel="next"` }).end(JSON.stringify(datasets));
    } else if (pathname === '/api/datasets') refuse(500);
    else if (strangers.below(3) === 0) {
      const Location = `${pathname.split('/').slice(0, 3).join('/')}/${encodeURIComponent(strangers.text().toWellFormed())}`;
      response.writeHead(307, { Location }).end();
    } else refuse(strangers.pick([404, 403, 400]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
