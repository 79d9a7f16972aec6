import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { run as main } from '../../src/cli.ts';
import { modalities } from '../../src/definitions/tasks.ts';
import { captureIo, runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-first-'));

beforeAll(async () => {
  await copySimulated(join(folder, 'other.duckdb'), { models: 300 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runHfreuse(args, {}, folder);

describe('the first steps', () => {
  it('hfreuse alone names three commands, exit 0', async () => {
    const { code, stdout, stderr } = await run();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.match(/^ {2}hfreuse [a-z]+/gm)).toEqual([
      '  hfreuse demo',
      '  hfreuse collect',
      '  hfreuse report',
    ]);
  });

  it('the words of an option are taken in any case, and by their other names', async () => {
    const plain = await run('report', 'other.duckdb', '--question', '1', '--modality', 'nlp');
    expect(plain).toMatchObject({ code: 0 });
    expect(plain.stdout).toMatch(/RQ1/);
    expect(await run('report', 'other.duckdb', '--question', 'RQ1', '--modality', 'NLP')).toEqual(plain);
    expect(await run('report', 'other.duckdb', '--question', 'rq1', '--modality', 'Nlp')).toEqual(plain);
    const markdown = ['report', 'other.duckdb', '--task', 'fill-mask', '--format'];
    expect(await run(...markdown, 'md')).toEqual(await run(...markdown, 'markdown'));
    expect((await run('report', 'other.duckdb', '--task', 'Fill-Mask', '--format', 'Markdown')).stdout).toBe(
      (await run(...markdown, 'markdown')).stdout,
    );
    expect(await run('sql', '--dialect', 'DuckDB', '--protocol', 'Current')).toEqual(await run('sql'));
  });

  it.each(['report', 'status', 'export'])(
    '%s takes the snapshot as an argument, or the option',
    async (command) => {
      const named = await run(command, 'other.duckdb');
      if (command === 'export') renameSync(join(folder, 'hub-export'), join(folder, 'first-export'));
      expect(named.code).toBe(0);
      expect(await run(command, '--snapshot', 'other.duckdb')).toEqual(named);
      const both = await run(command, 'one.duckdb', '--snapshot', 'two.duckdb');
      expect(both).toMatchObject({ code: 2, stdout: '' });
      expect(both.stderr).toMatch(/^hfreuse: two snapshots.*one\.duckdb.*two\.duckdb.*\n$/);
      expect((await run(command, '')).code).toBe(2);
      expect((await run(command, 'other.duckdb', 'one.duckdb')).code).toBe(2);
    },
  );

  it('the argument does not go with --trend either', async () => {
    const { code, stderr } = await run('report', 'other.duckdb', '--trend', 'first-export');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--snapshot does not go with --trend/);
  });

  it.each([
    ['text-generaton', 'text-generation'],
    ['fillmask', 'fill-mask'],
    ['image-classifcation', 'image-classification'],
  ])('an unknown task %s gets the nearest three', async (typed, meant) => {
    const { code, stderr } = await run('report', 'other.duckdb', '--task', typed);
    expect(code).toBe(2);
    const [, nearest = ''] = /did you mean ([^?]*)\?/.exec(stderr) ?? [];
    expect(nearest.split(', ')).toHaveLength(3);
    expect(nearest.split(', ')[0]).toBe(meant);
    // Not the whole list as well.
    expect(stderr.endsWith(`did you mean ${nearest}?\n`)).toBe(true);
  });

  it('a replayed Hub is not called simulated', async () => {
    const recorded = join(folder, 'recorded');
    mkdirSync(recorded);
    writeFileSync(join(recorded, 'models.ndjson'), '{"id":"a/b","tags":[]}\n');
    const serve = async (...args: string[]): Promise<string> => {
      const stop = new AbortController();
      const { io, printed } = captureIo({}, stop.signal);
      const write = (text: string): boolean => {
        // Served until then; a signal before it ends the making of the Hub.
        if (text.includes('use it with')) stop.abort();
        return io.stderr.write(text);
      };
      const words = ['node', 'hfreuse', 'simulate', '--serve', ...args];
      expect(await main(words, { ...io, stderr: { ...io.stderr, write } })).toBe(0);
      return printed().stderr;
    };
    expect(await serve('--replay', recorded)).toMatch(/^a Hub replayed from .*recorded; use it with /);
    expect(await serve('--models', '5')).toMatch(/^a simulated Hub; use it with /);
  });
});

describe('every help', () => {
  const { commands } = buildProgram({ io: captureIo().io, exit: () => {} });

  it.each(commands.map((command) => [command.name(), command] as const))(
    '%s: examples of its own options, environment variables, exit codes, and the words that options take',
    async (name, command) => {
      const { code, stdout } = await run(name, '--help');
      expect(code).toBe(0);
      const examples = [...stdout.matchAll(/^ {4}(hfreuse .*)$/gm)].map(([, line = '']) => line);
      expect(examples.length).toBeGreaterThan(0);
      for (const line of examples) {
        // In a pipe the last command of ours is this one; each of them has its own options.
        const parts = line.split(' | ').flatMap((part) => {
          const found = /^hfreuse (\S+)(.*)$/.exec(part);
          return found === null ? [] : [found];
        });
        expect(parts.at(-1)?.[1], line).toBe(name);
        for (const [, used, rest = ''] of parts) {
          const owner = commands.find((one) => one.name() === used);
          const known = owner?.options.map(({ long }) => long) ?? [];
          for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(known, line).toContain(option);
        }
      }
      for (const exit of ['0', '1', '2']) expect(stdout).toMatch(new RegExp(`^ {2}${exit} +\\S`, 'm'));
      for (const variable of ['NO_COLOR', 'TERM'])
        expect(stdout).toMatch(new RegExp(`^ {2}${variable} +\\S`, 'm'));
      const asksHub = ['collect', 'import'].includes(name);
      for (const variable of ['HF_TOKEN', 'HF_TOKEN_PATH', 'HF_ENDPOINT', 'HTTPS_PROXY']) {
        expect(new RegExp(`^ {2}${variable} +\\S`, 'm').test(stdout), variable).toBe(asksHub);
      }
      const text = stdout.replace(/\s+/g, ' ');
      for (const { argChoices = [] } of command.options) {
        for (const choice of argChoices) expect(text).toContain(`"${choice}"`);
      }
      if (command.options.some(({ long }) => long === '--modality')) {
        for (const modality of modalities) expect(text).toContain(`"${modality}"`);
      }
      expect(stdout.match(/^[A-Z][a-z ]+:$/gm)).toEqual(
        expect.arrayContaining(['Examples:', 'General:', 'Environment:']),
      );
    },
  );
});
