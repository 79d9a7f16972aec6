import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

/** The tables of the measures in a snapshot's own file: repos and tasks are numbers there. */
const snapshotSet = {
  keys: [],
  taskNames: 'tasks',
  tables: {
    model_tasks: '(SELECT task, model FROM models WHERE task >= 0)',
    dataset_tasks: 'dataset_tasks',
    uses: 'model_datasets',
    derivations: 'model_bases',
  },
};

/**
 * Writes the query of `hfreuse sql` for protocol `current`, all modalities, on the tables of a snapshot: the fastest way
 * in SQL, for it goes on from how often each value occurs.
 * @returns the file
 */
export async function writeQuery(folder) {
  const bundle = join(folder, 'definitions.mjs');
  const entry = join(folder, 'entry.ts');
  const definitions = join(import.meta.dirname, '..', 'src', 'definitions');
  writeFileSync(
    entry,
    `export { reportSql, rowTasks } from ${JSON.stringify(join(definitions, 'sql', 'build-sql.ts'))};
     export { dialects } from ${JSON.stringify(join(definitions, 'sql', 'dialects.ts'))};
     export { measuresOf } from ${JSON.stringify(join(definitions, 'protocols.ts'))};`,
  );
  await build({ input: entry, platform: 'node', output: { file: bundle, format: 'esm' } });
  const { reportSql, rowTasks, dialects, measuresOf } = await import(pathToFileURL(bundle).href);
  const file = join(folder, 'report.sql');
  const asked = {
    measures: measuresOf.current.filter(({ onRequest }) => !onRequest),
    tasks: rowTasks('current', null, null),
    diversity: [],
    // The one snapshot is whole.
    provenance: "(SELECT '' AS snapshot_date)",
  };
  writeFileSync(file, reportSql(dialects.duckdb, snapshotSet, asked));
  return file;
}
