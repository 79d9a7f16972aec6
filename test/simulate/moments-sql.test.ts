import { expect, it } from 'vitest';
import { sharedColumns } from '../../src/simulate/generate/moments-sql.ts';
import { dice } from '../../src/simulate/generate/sql-hash.ts';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';

it('an _id has 24 hexadecimal digits and is of one repo, beyond 16,777,216 repos too', async () => {
  const snapshot = await openSnapshotInMemory();
  const numbers = [0, 1, 2 ** 24 - 1, 2 ** 24, 2 ** 24 + 1, 2 ** 25, 2 ** 26 - 1];
  const values = numbers.map((i) => `(${i}::UBIGINT, 1646263744::BIGINT)`).join(', ');
  const rows = await readRows(
    snapshot.connection,
    `SELECT ${sharedColumns(dice(1), '36468d709f', 'i::VARCHAR')} FROM (VALUES ${values}) n(i, second)`,
  );
  const ids = rows.map(({ hub_id }) => String(hub_id));
  expect(ids.every((id) => /^[0-9a-f]{24}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(numbers.length);
  expect(ids.slice(0, 2)).toEqual(['621ffdc036468d709f000000', '621ffdc036468d709f000001']);
  snapshot.close();
});
