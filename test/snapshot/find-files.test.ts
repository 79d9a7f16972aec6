import { describe, expect, it } from 'vitest';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { findFiles } from '../../src/snapshot/parquet/in/find-files.ts';
import { bare, folder, prepareDumps, readRowsOf, writeParquet } from './dump-files.ts';

prepareDumps();

describe('findFiles', () => {
  const find = async (names: string[]): Promise<string[]> => {
    const snapshot = await openSnapshotInMemory();
    try {
      return (await findFiles(snapshot, names, '--models')).map((path) => path.slice(folder.length + 1));
    } finally {
      snapshot.close();
    }
  };

  it('expands patterns, and takes names that look like one as they are', async () => {
    for (const name of ['p-2.parquet', 'p-1.parquet', 'q[1].parquet', "it's *.parquet"])
      await writeParquet(`SELECT ${bare}`, name);
    expect(await find([`${folder}/p-*.parquet`])).toEqual(['p-1.parquet', 'p-2.parquet']);
    expect(await find([`${folder}/p-2.parquet`, `${folder}/p-?.parquet`])).toEqual([
      'p-2.parquet',
      'p-1.parquet',
    ]);
    const odd = [`${folder}/q[1].parquet`, `${folder}/it's *.parquet`];
    expect(await find(odd)).toEqual(['q[1].parquet', "it's *.parquet"]);
    expect((await readRowsOf(odd)).rows).toHaveLength(2);
  });

  it('names what is not there, a folder, and an address', async () => {
    await expect(find([`${folder}/absent.parquet`])).rejects.toMatchObject({
      exitCode: 1,
      message: `there is no file ${folder}/absent.parquet`,
    });
    await expect(find([folder])).rejects.toMatchObject({ exitCode: 1, hint: `${folder}/*.parquet` });
    await expect(find(['https://hub.example/models.parquet'])).rejects.toMatchObject({ exitCode: 2 });
  });
});
