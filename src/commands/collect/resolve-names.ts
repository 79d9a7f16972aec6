import { runListings } from '../../async.ts';
import type { Hub } from '../../hub/hub.ts';
import type { LookUp } from '../../hub/listing/records.ts';
import { lookUp } from '../../hub/look-up.ts';
import type { World } from '../../io.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { type UnknownName, writeLookUps } from '../../snapshot/tables/names-to-look-up.ts';

/** Answers are written in batches: a kill costs at most this many requests. */
const batch = 20;

/**
 * Asks the Hub what names stand for, and keeps the answers with their date.
 * @returns how many could not be answered
 * @throws TokenRefusedError
 */
export async function resolveNames(
  world: World,
  hub: Hub,
  snapshot: Snapshot,
  names: readonly UnknownName[],
  concurrency: number,
  onAnswers: (answered: number) => void,
): Promise<number> {
  let failed = 0;
  /** Names of today that came with the answer to an older one. */
  const known = new Set<string>();
  for (let start = 0; start < names.length && !world.signal.aborted; start += batch) {
    const answers: (UnknownName & LookUp)[] = [];
    const unknown = names
      .slice(start, start + batch)
      .filter(({ kind, name }) => !known.has(`${kind} ${name}`));
    const asking = runListings(unknown, concurrency, async (name) => {
      const answer = await lookUp(hub, name.kind, name.name);
      if (world.signal.aborted) return;
      answers.push({ ...name, ...answer });
    });
    // What came before the token was refused is kept.
    await asking.finally(() => writeLookUps(snapshot, answers, new Date(world.now()).toISOString()));
    failed += answers.filter(({ outcome }) => outcome === 'failed').length;
    for (const { kind, currentId } of answers) known.add(`${kind} ${currentId?.toLowerCase()}`);
    onAnswers(Math.min(start + batch, names.length));
  }
  return failed;
}
