import { join } from 'node:path';
import { Readable } from 'node:stream';
import { run } from '../../src/cli.ts';
import { type Io, realWorld } from '../../src/io.ts';

export const root = join(import.meta.dirname, '..', '..');

/** What a run of the program printed, and ended with. */
export interface Run {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** The environment of a user without a token, a terminal or a proxy. */
export const plainEnv: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  TZ: 'UTC',
  LC_ALL: 'C',
  NO_COLOR: '1',
};

/** A world that keeps what is printed. */
export function captureIo(
  env: NodeJS.ProcessEnv = {},
  signal: AbortSignal = new AbortController().signal,
): { io: Io; printed(): Omit<Run, 'code'> } {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const io: Io = {
    ...realWorld(signal),
    env: { ...plainEnv, ...env },
    stdin: Readable.from([]),
    stdout: { write: (text) => stdout.push(text) > 0 },
    stderr: { write: (text) => stderr.push(text) > 0 },
  };
  return { io, printed: () => ({ stdout: stdout.join(''), stderr: stderr.join('') }) };
}

/** One after the other: the working folder belongs to the process, and so do DuckDB's open files. */
let last: Promise<unknown> = Promise.resolve();

/** Runs the program in this process, from its sources. Whatever needs a process of its own spawns one. */
export function runHfreuse(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = root): Promise<Run> {
  const running = last.then(() => runIn(args, env, cwd));
  last = running.catch(() => undefined);
  return running;
}

async function runIn(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<Run> {
  const before = process.cwd();
  const { io, printed } = captureIo(env);
  process.chdir(cwd);
  try {
    const code = await run(['node', 'hfreuse', ...args], io);
    return { ...printed(), code };
  } finally {
    process.chdir(before);
  }
}
