import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli.ts';
import { report } from '../../src/commands/report.ts';
import { spreadBars } from '../../src/documents/report/spread-bars.ts';
import { captureIo } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-bars-'));
const snapshot = join(folder, 'hub.duckdb');
await copySimulated(snapshot, { models: 3000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bars = /[▁▂▃▄▅▆▇█·]{8}/u;

async function printOn(
  columns: number | undefined,
  env: NodeJS.ProcessEnv,
  more: readonly string[] = [],
): Promise<string> {
  const { io, printed } = captureIo(env);
  const stdout = { ...io.stdout, isTTY: columns !== undefined, ...(columns !== undefined && { columns }) };
  const args = ['report', '--snapshot', snapshot, '--question', '2', ...more];
  expect(await run(['node', 'hfreuse', ...args], { ...io, stdout })).toBe(0);
  return printed().stdout;
}

describe('bars of how values spread', () => {
  const rich = { NO_COLOR: '', TERM: 'xterm' };

  it('are in each row of a table on a terminal that is wide enough', async () => {
    const text = await printOn(100, rich);
    const document = await report(snapshot, { questions: ['RQ2'] });
    expect(text.split('\n').filter((line) => bars.test(line))).toHaveLength(document.rows.length);
    expect(await printOn(99, rich)).not.toMatch(bars);
  });

  it.each([
    ['NO_COLOR', 120, { NO_COLOR: '1', TERM: 'xterm' }],
    ['TERM=dumb', 120, { NO_COLOR: '', TERM: 'dumb' }],
    ['a pipe', undefined, rich],
  ])('%s: plain, the same bytes as in a pipe', async (_, columns, env) => {
    const text = await printOn(columns, env, ['--width', '120']);
    expect(text).toBe(await printOn(undefined, { NO_COLOR: '1' }, ['--width', '120']));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(text).not.toMatch(/\u001b|spread/);
  });

  it('have a class for each fourfold value, and hold every member', async () => {
    const { rows } = await report(snapshot, { lorenz: true });
    for (const row of rows) {
      const text = spreadBars(row) ?? '';
      expect([...text]).toHaveLength(8);
      expect(text.startsWith('·')).toBe(row.nNonzero === row.nAll);
      const place = [0, 1, 2, 4, 16, 64, 256, 1024].findLastIndex((least) => (row.max ?? 0) >= least);
      expect([...text].findLastIndex((bar) => bar !== '·')).toBe(place);
    }
    const [row] = rows;
    if (row === undefined) throw new Error('no row');
    // 90 with 0, 8 with 1, and 1 each with 3 and 40: ln 8 / ln 100 of the height is 3.2 of 7 steps.
    const total = 8 + 3 + 40;
    const lorenz = [
      { members: 0, total: 0 },
      { members: 0.9, total: 0 },
      { members: 0.98, total: 8 / total },
      { members: 0.99, total: 11 / total },
      { members: 1, total: 1 },
    ];
    expect(spreadBars({ ...row, nAll: 100, total, lorenz })).toBe('█▄▁·▁···');
    expect(spreadBars({ ...row, lorenz: null, nAll: 4, total: 0 })).toBe('█·······');
    expect(spreadBars({ ...row, lorenz: undefined as never })).toBeNull();
  });
});
