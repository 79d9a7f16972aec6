import { expect, it } from 'vitest';
import { compareUsed, type Used } from '../../src/documents/diff/build-diff.ts';

const listed = (hubId: string, id: string): Used => ({ id, hubId, folded: id.toLowerCase() });
const ghost = (id: string): Used => ({ id, hubId: null, folded: id.toLowerCase() });

it.each<[string, Used[], Used[], object]>([
  [
    'one of three is another',
    [listed('1', 'a'), listed('2', 'b'), listed('3', 'c')],
    [listed('1', 'a'), listed('2', 'b'), listed('4', 'd')],
    { kept: 2, jaccard: 0.5, overlap: 2 / 3, entered: ['d'], left: ['c'] },
  ],
  ['a renamed repo stays', [listed('1', 'a')], [listed('1', 'z')], { jaccard: 1, entered: [], left: [] }],
  [
    'a ghost that is listed now stays, whatever the case',
    [ghost('Org/A')],
    [listed('1', 'org/a')],
    { jaccard: 1, overlap: 1, entered: [], left: [] },
  ],
  [
    'another repo of the same name is another',
    [listed('1', 'a')],
    [listed('2', 'a')],
    { jaccard: 0, overlap: 0, entered: ['a'], left: ['a'] },
  ],
  [
    'fewer than before',
    [listed('1', 'a'), listed('2', 'b')],
    [listed('2', 'b')],
    { jaccard: 0.5, overlap: 1 },
  ],
  ['nothing is used', [], [], { jaccard: null, overlap: null, entered: [], left: [] }],
  ['nothing was used', [], [ghost('x')], { jaccard: 0, overlap: null, entered: ['x'], left: [] }],
])('%s', (_, old, now, expected) => {
  expect(compareUsed('models', 50, old, now)).toMatchObject({ kind: 'models', n: 50, ...expected });
});
