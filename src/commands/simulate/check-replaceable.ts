import { statSync } from 'node:fs';
import { usageError } from '../../errors.ts';
import { fileKind } from '../../files.ts';
import { isHeld } from '../../snapshot/file/explain-failure.ts';
import { openSnapshot } from '../../snapshot/file/open-snapshot.ts';
import { readProvenance } from '../../snapshot/tables/meta.ts';

/**
 * What was collected cost hours, and other files are not ours to touch.
 * @throws HfreuseError (exit 2) for a file that is not a simulated snapshot, (exit 1) for one that a program has open
 */
export async function checkReplaceable(path: string): Promise<void> {
  const kind = fileKind(path);
  if (kind === 'none' || (kind === 'file' && statSync(path).size === 0)) return;
  let source: string | undefined;
  try {
    const snapshot = await openSnapshot(path);
    source = (await readProvenance(snapshot).finally(() => snapshot.close()))?.source;
  } catch (error) {
    if (isHeld(error)) throw error;
  }
  if (source !== 'simulation') {
    throw usageError(
      `${path} is there and is not a simulated snapshot, so it is not replaced`,
      'name another file with --snapshot, or remove it first',
    );
  }
}
