import { statSync } from 'node:fs';
import { followLinks } from '../../files.ts';

/** Which file and log are at a path, and when they were last written; null where there is no file. */
export function stampFile(path: string): string | null {
  const place = followLinks(path);
  const [file, log] = [place, `${place}.wal`].map((name) => statSync(name, { throwIfNoEntry: false }));
  if (file === undefined) return null;
  return [file, log]
    .map((stats) => stats && `${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeMs}`)
    .join();
}
