import { createHash } from 'node:crypto';
import { parseJson } from '../../text.ts';
import { damageError } from '../file/damage.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readMeta, writeMeta } from './meta.ts';

/**
 * Digests of what a report of a whole snapshot reads, by name, written with it: DuckDB checks its blocks, but a block
 * of an earlier state, or a value that another program changed, looks whole to it and gives other figures.
 */
export type Digests = Record<string, string>;

/** The digest of a text that was read. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Writes digests, in the caller's transaction. */
export const writeDigests = (snapshot: Snapshot, digests: Digests): Promise<void> =>
  writeMeta(snapshot, 'digests', JSON.stringify(digests));

/**
 * Compares texts that were read with what was written. Of a name that was never written nothing was stored.
 * @throws HfreuseError (exit 1) where they differ
 */
export async function checkDigests(snapshot: Snapshot, found: ReadonlyMap<string, string>): Promise<void> {
  const written = (parseJson((await readMeta(snapshot, 'digests')) ?? '{}') ?? {}) as Digests;
  for (const [name, text] of found) {
    if (digestOf(text) !== (written[name] ?? digestOf('[]')))
      throw damageError(
        snapshot.path,
        `is damaged: what it stores of ${name} has changed since it was written`,
      );
  }
}
