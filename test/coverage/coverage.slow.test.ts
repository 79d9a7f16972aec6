import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

/** The folders whose tests judge these rooms; `npm run coverage` takes the whole quick tier. */
const folders = ['graph', 'statistics', 'definitions', 'export'];

it('no line and no branch of graph/, statistics/ and definitions/ is without a test', async () => {
  const tests = folders.map((folder) => `test/${folder}`);
  const { stdout } = await run(process.execPath, ['test/coverage/run.js', ...tests], {
    env: { ...process.env, HFREUSE_TIER: '' },
  }).catch((error: { stdout: string }) => error);
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, -3)).toEqual([]);
  for (const [place, room] of ['graph', 'statistics', 'definitions'].entries())
    expect(lines[place - 3 + lines.length]).toMatch(
      new RegExp(`^${room}: (\\d+) of \\1 lines, (\\d+) of \\2 branches$`),
    );
});
