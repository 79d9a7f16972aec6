import { expect, it } from 'vitest';
import { auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import { asPrinted, row } from './rows.ts';

it('takes 100,000 rows in a hundred steps each or a few more', async () => {
  const random = seededRandom('many rows');
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    row(
      (random() * 9).toFixed(4),
      (random() * 12).toFixed(4),
      index % 2 === 0 ? null : 2 + Math.floor(random() * 5000),
    ),
  );
  let steps = 0;
  const audited = await auditRows(rows, asPrinted, (more) => {
    steps += more;
    return undefined;
  });
  expect(audited.filter(({ note }) => note !== undefined)).toEqual([]);
  expect(steps / rows.length).toBeLessThan(200);
});
