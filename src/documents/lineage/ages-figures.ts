import type { Column } from '../column.ts';
import type { Figure, PartRow, QuartileRow } from '../figure.ts';
import type { AgesDocument } from './ages.ts';

const textColumn = (key: string, heading: string): Column => ({ key, heading, kind: 'text' });
const numberColumn = (key: string, heading: string): Column => ({ key, heading, kind: 'number' });

/** How old bases are when they are reused, in pictures: the quartiles of each task, and the years that bases are from. */
export const agesFigures = ({ rows, years }: AgesDocument): Figure[] =>
  rows.length === 0
    ? []
    : [
        {
          kind: 'quartiles',
          id: 'ages-by-task',
          title: 'How old bases are at reuse',
          description:
            'Each dot is the median age of the bases in days, the line through it reaches from the first to the third quartile. Below 0 the base is younger than what derives from it.',
          unit: 'days',
          columns: [
            textColumn('task', 'task'),
            numberColumn('q1', 'first quartile'),
            numberColumn('median', 'median'),
            numberColumn('q3', 'third quartile'),
          ],
          rows: rows.flatMap(({ task, q1, median, q3 }): QuartileRow[] =>
            q1 === null || median === null || q3 === null
              ? []
              : [{ task: task ?? '(no task)', q1, median, q3 }],
          ),
        },
        {
          kind: 'parts',
          id: 'ages-by-year',
          title: 'When the bases of each year were created',
          description:
            'Each bar is the pairs of a derived model and a base, by the year in which the derived model was created; its parts are when the base was.',
          unit: 'pairs',
          columns: [
            textColumn('whole', 'year'),
            textColumn('part', 'the base is from'),
            { key: 'count', heading: 'pairs', kind: 'count' },
          ],
          rows: years.flatMap(({ year, pairs, sameYear, yearBefore, older, later }) =>
            Object.entries({ 'the same year': sameYear, 'the year before': yearBefore, older, later }).map(
              ([part, share]): PartRow => ({
                ...{ whole: String(year), part },
                // Shares are of whole numbers.
                count: Math.round(share * pairs),
              }),
            ),
          ),
        },
      ];
