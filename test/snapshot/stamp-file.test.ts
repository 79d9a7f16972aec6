import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSnapshotForWriting } from '../../src/snapshot/file/open-snapshot.ts';
import { stampFile } from '../../src/snapshot/file/stamp-file.ts';

let folder: string;
let file: string;
let before: string | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-stamp-'));
  file = join(folder, 'hub.duckdb');
  writeFileSync(file, 'what is there');
  before = stampFile(file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('stampFile', () => {
  it('stays as long as nothing happens, for a link too; no file has none', () => {
    expect(stampFile(file)).toBe(before);
    symlinkSync(file, join(folder, 'link'));
    expect(stampFile(join(folder, 'link'))).toBe(before);
    expect(stampFile(join(folder, 'none'))).toBeNull();
  });

  it.each<[string, () => void]>([
    ['the file is written', () => appendFileSync(file, '!')],
    ['a log appears', () => writeFileSync(`${file}.wal`, '')],
    [
      'another file of the same content takes its place',
      () => {
        copyFileSync(file, `${file}.other`);
        renameSync(`${file}.other`, file);
      },
    ],
  ])('changes where %s', (_, change) => {
    change();
    expect(stampFile(file)).not.toBe(before);
  });

  it('stays where DuckDB opens a snapshot to write it, until it does', async () => {
    const path = join(folder, 'snapshot.duckdb');
    (await openSnapshotForWriting(path)).close();
    const checked = stampFile(path);
    const { connection, close } = await openSnapshotForWriting(path);
    expect(stampFile(path)).toBe(checked);
    await connection.run(`INSERT INTO meta VALUES ('key', 'value')`);
    expect(stampFile(path)).not.toBe(checked);
    close();
  });
});
