import { bin, outputOf } from './measure.js';

/**
 * What users wait for, and for how long at most: seconds of a whole process on a quiet machine of two cores, at 3 million
 * models and 1 million datasets. Other sizes have no bounds.
 */
const waits = [
  { name: 'top models', args: ['top', 'models'], bound: 0.6 },
  { name: 'top datasets', args: ['top', 'datasets'], bound: 0.6 },
  { name: 'top owners', args: ['top', 'owners'], bound: 0.6 },
  { name: 'lineage', args: ['lineage'], bound: 2.5, megabytes: 600 },
  { name: 'lineage of the most reused model', args: ['lineage'], bound: 1, named: true },
  { name: 'flows datasets', args: ['flows', 'datasets'], bound: 1 },
  { name: 'flows models', args: ['flows', 'models'], bound: 1 },
  { name: 'report --every quarter', args: ['report', '--every', 'quarter', '--format', 'json'], bound: 3 },
  { name: 'report --grid', args: ['report', '--grid', '--format', 'json'], bound: 8 },
];

/** What is run once, and where the benchmark makes its files. */
const waitsOnce = [
  { name: 'simulate', bound: 25 },
  { name: 'import', bound: 18 },
  { name: 'completing', bound: 9 },
  { name: 'export --format parquet', bound: 5 },
];

/** The commands on a snapshot, for `measure`. */
export async function listWaits(snapshot) {
  const on = ['--snapshot', snapshot, '--quiet'];
  const top = JSON.parse(await outputOf([bin, 'top', 'models', '--n', '1', '--format', 'json', ...on]));
  return waits.map(({ name, args, named = false }) => ({
    name,
    args: [bin, ...args, ...(named ? [top.rows[0].id] : []), ...on],
  }));
}

const boundedModels = 3_000_000;

/** Which bounds were missed, in words. */
export const listMissed = (models, rows) =>
  models !== boundedModels
    ? []
    : [...waits, ...waitsOnce].flatMap(({ name, bound, megabytes = Number.POSITIVE_INFINITY }) => {
        const row = rows.find((one) => one.name === name);
        return [
          ...(row.seconds > bound ? [`${name}: ${row.seconds.toFixed(2)} s, wanted ${bound} s`] : []),
          ...(row.megabytes > megabytes
            ? [`${name}: ${row.megabytes.toFixed(0)} MB, wanted ${megabytes} MB`]
            : []),
        ];
      });
