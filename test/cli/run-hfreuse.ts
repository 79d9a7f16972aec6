import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { plainEnv, type Run, root } from '../support/run.ts';

export { plainEnv, type Run, runHfreuse } from '../support/run.ts';

export const bin = join(root, 'bin', 'hfreuse.js');

/** Where recorded metadata lies beside a checkout; tests that need it are skipped where it is absent. */
export const realFolder = join(root, '..', 'shared', 'real');
export const hasRealData = existsSync(realFolder);

export function startHfreuse(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = root): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...plainEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the built program to its end, in a process of its own. */
export function spawnHfreuse(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = root): Promise<Run> {
  const child = startHfreuse(args, env, cwd);
  return waitForEnd(child);
}

export function waitForEnd(child: ChildProcess): Promise<Run> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ stdout, stderr, code }));
  });
}

/** Serves a simulated Hub in a process of its own; the first line on its stdout is the address. */
export async function serveHub(args: readonly string[]): Promise<{ url: string; stop(): Promise<void> }> {
  const child = startHfreuse(['simulate', '--serve', ...args]);
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  if (child.stdout === null) throw new Error('no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      url: line,
      stop: () => {
        child.kill('SIGTERM');
        return closed;
      },
    };
  }
  throw new Error(`the simulated Hub did not start: ${errors}`);
}

/**
 * The golden file of a command line: its output, then its exit code. Set UPDATE_GOLDEN to write it anew.
 * @returns what the file holds, to compare with
 */
export function golden(name: string, run: Run): { actual: string; expected: string } {
  const file = join(import.meta.dirname, 'golden', `${name}.txt`);
  const actual = `${run.stdout}${run.stderr === '' ? '' : `--- stderr\n${run.stderr}`}--- exit ${run.code}\n`;
  if (process.env.UPDATE_GOLDEN !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  return { actual, expected: readFileSync(file, 'utf8') };
}
