import type { AgesDocument, AgeYear } from '../../documents/lineage/ages.ts';
import { type DatedEdges, measureAges } from '../../graph/reuse-ages.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readCreated } from '../../snapshot/read/read-created.ts';
import { readTaskRanges } from '../../snapshot/read/read-graph-columns.ts';
import { readReuse } from '../../snapshot/read/read-reuse.ts';
import { quartiles } from '../../statistics/quartiles.ts';
import { readLineageHead } from './lineage-head.ts';

/** How old bases are when they are reused. The derived tables must be there. */
export async function readAges(snapshot: Snapshot): Promise<AgesDocument> {
  const edges = await readReuse(snapshot, 'models');
  const created = await readCreated(snapshot, 'models');
  const ranges = await readTaskRanges(snapshot);
  const taskOf = new Int32Array(created.length).fill(-1);
  for (const [task, { first, end }] of ranges.entries()) taskOf.fill(task, first, end);
  const { daysOf, yearsBefore, undated } = measureAges(edges, created, taskOf);
  const rows = [...daysOf].map(([task, days]) => ({
    ...{ task: ranges[task]?.task ?? null, pairs: days.length },
    ...quartiles(days),
  }));
  return {
    ...(await readLineageHead(snapshot, { ages: true })),
    ...{ edges: edges.source.length, undated },
    rows: rows.sort((a, b) => b.pairs - a.pairs || ((a.task ?? '') < (b.task ?? '') ? -1 : 1)),
    years: toYears(yearsBefore),
  };
}

const toYears = (yearsBefore: DatedEdges['yearsBefore']): AgeYear[] =>
  [...yearsBefore]
    .sort(([a], [b]) => a - b)
    .map(([year, counts]) => {
      const pairs = [...counts.values()].reduce((sum, n) => sum + n, 0);
      const share = (isSuch: (before: number) => boolean): number =>
        [...counts].reduce((sum, [before, n]) => (isSuch(before) ? sum + n : sum), 0) / pairs;
      return {
        ...{ year, pairs },
        sameYear: share((before) => before === 0),
        yearBefore: share((before) => before === 1),
        older: share((before) => before > 1),
        later: share((before) => before < 0),
      };
    });
