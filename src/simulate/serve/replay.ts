import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { HfreuseError, messageOf } from '../../errors.ts';
import { type RepoKind, repoKinds } from '../../repo-kind.ts';
import { parseJson } from '../../text.ts';
import { type ApiItem, buildCatalogue, type Catalogue, type CatalogueEntry, hubIdOf } from './catalogue.ts';

const hint =
  'the folder needs models.ndjson or datasets.ndjson (or .ndjson.gz), one API item a line; renames.csv is optional';

/**
 * Reads recorded metadata: `models.ndjson`, `datasets.ndjson` (gzipped or not; one of them may be missing) with items
 * as the API gives them, and `renames.csv` with the columns kind, old_id, new_id. An item without `_id` gets one made
 * from its name; other keys that begin with `_` are notes of who recorded it and are left out.
 * @throws HfreuseError (exit 1) if the folder is missing or holds something else
 */
export async function replayCatalogue(folder: string): Promise<Catalogue> {
  if (!existsSync(folder)) throw new HfreuseError(`there is no folder ${folder}`, { hint });
  const files = repoKinds.flatMap((kind) => {
    const path = [`${kind}.ndjson`, `${kind}.ndjson.gz`].map((name) => join(folder, name)).find(existsSync);
    return path === undefined ? [] : [{ kind, path }];
  });
  if (files.length === 0) throw new HfreuseError(`${folder} holds no recorded metadata`, { hint });
  return buildCatalogue(readRecordedEntries(folder, files));
}

async function* readRecordedEntries(
  folder: string,
  files: readonly { kind: RepoKind; path: string }[],
): AsyncGenerator<CatalogueEntry> {
  for (const { kind, path } of files) {
    for await (const { text, line } of readLines(path)) {
      if (text.trim() !== '') yield { kind, item: toItem(kind, text, `${path}, line ${line}`) };
    }
  }
  const renames = join(folder, 'renames.csv');
  if (existsSync(renames)) yield* readRenames(renames);
}

/** Lines end with a line feed only: readline would also split at U+2028, which JSON texts hold as it is. */
async function* readLines(path: string): AsyncGenerator<{ text: string; line: number }> {
  const file = createReadStream(path);
  const source = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.once('error', (error) => source.destroy(error));
  source.setEncoding('utf8');
  let [rest, line] = ['', 0];
  try {
    for await (const chunk of source) {
      const texts = `${rest}${chunk}`.split('\n');
      rest = texts.pop() ?? '';
      for (const text of texts) yield { text: ++line === 1 ? dropMark(text) : text, line };
    }
    if (rest !== '') yield { text: line === 0 ? dropMark(rest) : rest, line: line + 1 };
  } catch (error) {
    if (error instanceof HfreuseError) throw error;
    throw new HfreuseError(`${path} cannot be read: ${messageOf(error)}`, { hint, cause: error });
  } finally {
    file.destroy();
  }
}

/** Other programs begin a file with a byte-order mark. */
const dropMark = (text: string): string => text.replace(/^\uFEFF/, '');

function toItem(kind: RepoKind, text: string, where: string): ApiItem {
  const recorded = parseJson(text);
  if (
    typeof recorded !== 'object' ||
    recorded === null ||
    !('id' in recorded) ||
    typeof recorded.id !== 'string'
  ) {
    throw new HfreuseError(`${where}: this is not a repo as the API gives it`, { hint });
  }
  const { id } = recorded;
  const hubId = '_id' in recorded && typeof recorded._id === 'string' ? recorded._id : hubIdOf(kind, id);
  const kept = Object.entries(recorded).filter(([key, value]) => !key.startsWith('_') && value !== null);
  return { ...Object.fromEntries(kept), _id: hubId, id };
}

/** The columns kind, old_id, new_id, in any order; ids need no quotes. */
async function* readRenames(path: string): AsyncGenerator<CatalogueEntry> {
  let header: string[] | null = null;
  for await (const { text, line } of readLines(path)) {
    const cells = text.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (header === null) {
      header = cells;
      continue;
    }
    if (text.trim() === '') continue;
    const cell = (name: string): string => cells[header?.indexOf(name) ?? -1] ?? '';
    const [oldId, newId] = [cell('old_id'), cell('new_id')];
    const kind = /^(models|datasets)/.exec(`${cell('kind').replace(/s$/, '')}s`)?.[1];
    if (kind === undefined || oldId === '' || newId === '') {
      throw new HfreuseError(`${path}, line ${line}: this is not "kind,old_id,new_id"`, { hint });
    }
    yield { kind: kind === 'models' ? 'models' : 'datasets', oldId, newId };
  }
}
