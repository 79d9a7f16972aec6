import type { Snapshot } from '../commands/open-snapshot.ts';
import type { OutputOptions } from './options/shared.ts';
import { checkOutput } from './write-output.ts';

/**
 * Opens the snapshot of a command that prints a page, while the rest of the command is loaded: DuckDB does so in a
 * thread of its own.
 * @param work is given the snapshot that is being opened, which is closed after it
 * @throws HfreuseError (exit 2) where the output would overwrite the snapshot; what `work` throws
 */
export async function whileOpening<T>(
  options: OutputOptions & { snapshot: string },
  work: (opening: Promise<Snapshot>) => Promise<T>,
): Promise<T> {
  const { openSnapshot, snapshotFiles } = await import('../commands/open-snapshot.ts');
  checkOutput(options, snapshotFiles(options.snapshot));
  const opening = openSnapshot(options.snapshot);
  // Reported where it is waited for.
  opening.catch(() => undefined);
  // What prints is needed last: it is loaded while there is time.
  import('../render/render-page.ts')
    .then(({ loadRenderer }) => loadRenderer(options.format))
    .catch(() => undefined);
  try {
    return await work(opening);
  } finally {
    (await opening.catch(() => null))?.close();
  }
}
