import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HfreuseError } from '../../errors.ts';
import { isAlive } from '../../own-files.ts';

const holderFile = (folder: string): string => join(folder, 'held-by');

/**
 * Refuses a folder that another process works in: two that append to one file would spoil it. Who was killed holds
 * nothing any more.
 * @throws HfreuseError (exit 1) naming the process
 */
export async function refuseHeld(folder: string): Promise<void> {
  const holder = Number(await readFile(holderFile(folder), 'utf8').catch(() => ''));
  if (!Number.isInteger(holder) || holder <= 0 || holder === process.pid || !isAlive(holder)) return;
  throw new HfreuseError(`${folder} is held by another program: process ${holder}`, {
    hint: `wait until it is done, or stop it; if it is not an import, remove ${holderFile(folder)}`,
  });
}

/** Marks a folder as in use by this process while `work` runs. */
export async function holdFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await writeFile(holderFile(folder), String(process.pid));
  try {
    return await work();
  } finally {
    await rm(holderFile(folder), { force: true }).catch(() => undefined);
  }
}
