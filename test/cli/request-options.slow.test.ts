import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DocumentRequest, toRequestText } from '../../src/documents/request.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';
import { requestCommands, shapingOptions } from './shaping-options.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-request-options-'));
const [snapshot, newer] = [join(folder, 'hub.duckdb'), join(folder, 'newer.duckdb')];
const exported = join(folder, 'export');
const table = join(folder, 'table.csv');
const on = ['--snapshot', snapshot];
let names: { model: string; other: string; dataset: string };

beforeAll(async () => {
  await copySimulated(snapshot, { models: 3000 });
  await copySimulated(newer, { models: 3000, seed: 2 });
  writeFileSync(
    table,
    'mean,sd,n\n0.2351,0.2522,\n2.57,2.57,30\n1.5,0.5345,8\n1.5,0.5,8\n2.345,1.2349,100\n',
  );
  const first = async (kind: string): Promise<string> =>
    JSON.parse((await runHfreuse(['top', kind, ...on, '--format', 'json'])).stdout).rows[0].id;
  const model = await first('models');
  const { descendants } = JSON.parse(
    (await runHfreuse(['lineage', model, ...on, '--format', 'json'])).stdout,
  );
  names = { model, other: descendants[0].id, dataset: await first('datasets') };
  expect((await runHfreuse(['export', ...on, '--to', exported])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A command line of each way to ask for rows. */
const ways = (): Record<string, string[]> => ({
  report: ['report', ...on],
  compare: ['report', ...on, '--protocol', 'study-2025', '--compare'],
  grid: ['report', ...on, '--grid'],
  trend: ['report', '--trend', exported],
  'top models': ['top', 'models', ...on],
  'top datasets': ['top', 'datasets', ...on],
  'top owners': ['top', 'owners', ...on],
  'flows models': ['flows', 'models', ...on],
  'flows datasets': ['flows', 'datasets', ...on],
  diff: ['diff', snapshot, newer],
  lineage: ['lineage', ...on],
  'lineage <base>': ['lineage', '{model}', ...on],
  'lineage <derived>': ['lineage', '{other}', ...on],
  'lineage --users': ['lineage', '{dataset}', '--users', ...on],
  audit: ['audit', table],
});

interface Seen {
  args: string;
  request: string;
  text: string;
  rows: string;
}

/** What a run counted, in any order of its rows; null where the options do not go together. */
async function runAs(args: readonly string[]): Promise<Seen | null> {
  const words = args.map((word) => (/^\{\w+\}$/.test(word) ? names[word.slice(1, -1) as 'model'] : word));
  const { code, stdout } = await runHfreuse([...words, '--format', 'json']);
  if (code === 2) return null;
  expect(code, args.join(' ')).toBe(0);
  const {
    request,
    rows,
    warnings: _,
    snapshot: _snapshot,
    assumption: _assumption,
    ...rest
  } = JSON.parse(stdout);
  const sorted = (rows as object[] | undefined)?.map((row) => JSON.stringify(row)).sort();
  return {
    args: args.join(' '),
    request: JSON.stringify(request),
    text: 'numbers' in request ? JSON.stringify(request) : toRequestText(request as DocumentRequest),
    rows: JSON.stringify([sorted, rest]),
  };
}

/** Options that changed what was counted, by command, over all ways to ask for it. */
const changing: Record<string, Set<string>> = {};

describe('every option that changes a row changes the request, and its text', () => {
  it.each(Object.keys(ways()))('%s', async (way) => {
    const args = ways()[way] ?? [];
    const command = args[0] ?? '';
    const plain = await runAs(args);
    if (plain === null) throw new Error(`${way} is refused`);
    const seen: Seen[] = [plain];
    for (const [option, variants] of Object.entries(shapingOptions[command] ?? {})) {
      for (const more of variants) {
        const one = args.includes(option) ? null : await runAs([...args, ...more]);
        if (one === null) continue;
        if (one.rows !== plain.rows) {
          changing[command] = (changing[command] ?? new Set()).add(option);
        }
        for (const other of seen) {
          if (one.rows === other.rows) continue;
          expect(one.request, `${one.args} and ${other.args}`).not.toBe(other.request);
          expect(one.text, `${one.args} and ${other.args}`).not.toBe(other.text);
        }
        seen.push(one);
      }
    }
  });

  it('each option was seen to change one', () => {
    for (const command of requestCommands) {
      expect([...(changing[command] ?? [])].sort(), command).toEqual(
        Object.keys(shapingOptions[command] ?? {})
          // The default by another name.
          .filter((option) => option !== '--counts')
          .sort(),
      );
    }
  });
});
