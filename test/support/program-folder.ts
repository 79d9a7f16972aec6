import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { plainEnv, root } from './run.ts';

/** Writes a program of one's own into a folder, as a shell script. */
export function writeProgram(folder: string, name: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

/**
 * Puts the built program into a folder as `hfreuse`.
 * @returns an environment in which it is found there, before all others
 */
export function makeProgramFolder(folder: string): NodeJS.ProcessEnv {
  writeProgram(folder, 'hfreuse', `exec '${process.execPath}' '${join(root, 'bin', 'hfreuse.js')}' "$@"`);
  return { ...plainEnv, PATH: `${folder}${delimiter}${plainEnv.PATH}` };
}

/**
 * Runs a program while this process goes on, serving a Hub for instance.
 * @returns its exit code and all that it printed
 */
export async function runAside(
  command: string,
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string },
): Promise<{ code: number | null; printed: string }> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => texts.push(text));
  }
  const [code] = await once(child, 'close');
  return { code, printed: texts.join('') };
}
