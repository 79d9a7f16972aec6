import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { knownTasks } from '../../src/definitions/scope.ts';
import { captureIo, runHfreuse } from '../support/run.ts';

/** What is behind a command line; the words without what they are, and the line for the script. */
async function complete(...words: string[]): Promise<{ words: string[]; directive: string }> {
  const run = await runHfreuse(['complete', '--', ...words]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const lines = run.stdout.trimEnd().split('\n');
  const directive = lines.pop() ?? '';
  return { words: lines.map((line) => line.split('\t')[0] ?? ''), directive };
}

const program = buildProgram({ io: captureIo().io, exit: () => {} });
const commandNames = program.commands.map((command) => command.name());

it('completes commands, with what each does', async () => {
  expect((await complete('')).words).toEqual([...commandNames, 'help']);
  expect((await complete('co')).words).toEqual(['collect', 'codebook', 'complete']);
  expect((await runHfreuse(['complete', '--', 'top'])).stdout).toBe(
    'top\tthe most reused datasets, models or owners, by name\n:4\n',
  );
});

it.each(program.commands.map((command) => [command.name(), command] as const))(
  'completes every option of %s, and its words',
  async (name, command) => {
    const options = command.createHelp().visibleOptions(command);
    const longs = options.flatMap(({ long }) => long ?? []);
    expect((await complete(name, '--')).words).toEqual(longs);
    for (const { long, argChoices } of options) {
      if (argChoices === undefined) continue;
      expect((await complete(name, long ?? '', '')).words, long ?? '').toEqual(argChoices);
      const [first = ''] = argChoices;
      expect((await complete(name, long ?? '', first)).words).toContain(first);
    }
  },
);

it.each([
  [['report', '--task', 'fill'], ['fill-mask']],
  [['collect', '--task', 'text-gen'], ['text-generation']],
  [
    ['report', '--question', '1,'],
    ['1,2', '1,3'],
  ],
  [['report', '--question', '1,2,'], ['1,2,3']],
  [['report', '--modality', 'nlp,c'], ['nlp,cv']],
  [
    ['report', '--columns', 'top10'],
    ['top10PctShare', 'top10Share'],
  ],
  [['report', '--quiet', '--sort', 'meanA'], ['meanAll']],
  [
    ['top', ''],
    ['datasets', 'models', 'owners'],
  ],
  [['flows', 'mo'], ['models']],
  [
    ['complete', ''],
    ['bash', 'fish', 'powershell', 'zsh'],
  ],
  [['help', 'lin'], ['lineage']],
  [['report', '--fail-on', 'mean<0.5', '--form'], ['--format']],
  [['report', '--help', '--trend'], ['--trend']],
])('%j goes on with %j', async (words, expected) => {
  expect(await complete(...words)).toEqual({ words: expected, directive: ':4' });
});

it('offers every task', async () => {
  const tasks = new Set([...knownTasks('current'), ...knownTasks('study-2025')]);
  expect((await complete('report', '--task', '')).words).toEqual([...tasks].sort());
});

it.each([
  [['report', '--snapshot', ''], ':0'],
  [['report', ''], ':0'],
  [['export', '--to', 'hub'], ':0'],
  [['diff', 'old.duckdb', ''], ':0'],
  [['audit', 'tab'], ':0'],
  [['report', '--quiet', ''], ':0'],
  [['report', '--min-n', ''], ':4'],
  [['lineage', ''], ':4'],
  [['lineage', '--without', ''], ':4'],
  [['report', '--no-such'], ':4'],
  [['nothing', ''], ':4'],
])('%j: files are offered only where a file can stand', async (words, directive) => {
  expect(await complete(...words)).toEqual({ words: [], directive });
});

it('an option that several commands have takes a word in all of them, or in none', () => {
  // The package looks an option up by its name alone, to know which words are its values.
  const kinds = new Map<string, Set<boolean>>();
  for (const { long, required } of program.commands.flatMap((command) => command.options)) {
    kinds.set(long ?? '', (kinds.get(long ?? '') ?? new Set()).add(required));
  }
  expect([...kinds].filter(([, kind]) => kind.size > 1)).toEqual([]);
});

it('gives a script for each shell, to stdout or a file, and refuses other shells', async () => {
  const log = vi.spyOn(console, 'log');
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const run = await runHfreuse(['complete', shell]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`${shell} completion for hfreuse`);
  }
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
  const folder = mkdtempSync(join(tmpdir(), 'hfreuse-complete-'));
  const file = join(folder, 'hfreuse.fish');
  expect((await runHfreuse(['complete', 'FISH', '--output', file])).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe((await runHfreuse(['complete', 'fish'])).stdout);
  rmSync(folder, { recursive: true });
  const refused = await runHfreuse(['complete', 'tcsh']);
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('choose from bash, zsh, fish, powershell'),
  });
  expect((await runHfreuse(['complete'])).code).toBe(2);
});
