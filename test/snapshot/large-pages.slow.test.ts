import { describe, expect, it } from 'vitest';
import { boundMemory, budgets } from '../../src/snapshot/file/memory.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { models, page, prepareListings, repo, snapshot, write } from './pages-snapshot.ts';

prepareListings();

describe('pages written to a snapshot', () => {
  it('may be as large as an answer can be, though memory is kept low', { timeout: 120_000 }, async () => {
    await boundMemory(snapshot.connection, budgets.pages);
    const huge = ['x', 'é', '"'].map((letter) => letter.repeat(10_000_000));
    await write(models, page({ repos: [repo(1, { tags: huge }), repo(2)] }), page({ repos: [repo(3)] }));
    for (let n = 4; n < 8; n += 1)
      await write(models, page({ repos: [repo(n, { tags: ['y'.repeat(3_000_000)] })] }));
    await snapshot.connection.run('CHECKPOINT');
    const rows = await readRows(
      snapshot.connection,
      'SELECT id, length(tags)::INTEGER AS n FROM model_rows ORDER BY rowid',
    );
    expect(rows[0]).toEqual({ id: 'owner/repo-1', n: 10_000_000 + 10_000_000 + 20_000_000 + 10 });
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `owner/repo-${n}`));
  });

  it.each<[string, string[][]]>([
    ['one tag of 4 MB', [['tag'.repeat(1_400_000)]]],
    ['6 million characters', Array.from({ length: 1000 }, (_, n) => [`${n} `.repeat(1500)])],
    ['1.5 million Chinese characters', [['\u6570\u636e'.repeat(750_000)]]],
  ])('may hold %s, though memory is kept low', async (_, tags) => {
    await boundMemory(snapshot.connection, budgets.pages);
    const large = page({ repos: tags.map((list, n) => repo(n, { tags: list })) });
    await write(models, large, large, page({ repos: [repo(-1)] }));
    const rows = await readRows(snapshot.connection, 'SELECT id, tags FROM model_rows ORDER BY rowid');
    expect(rows.length).toBe(2 * tags.length + 1);
    expect(rows.slice(0, tags.length).map((row) => JSON.parse(String(row.tags)))).toEqual(tags);
  });
});
