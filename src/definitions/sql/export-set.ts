import type { TableSet } from '../measures/table-set.ts';
import type { Dialect } from './dialects.ts';
import type { ExportTableName } from './export-layout.ts';

/**
 * The tables of the measures in an export: repos by the Hub's `_id`, tasks by their words.
 * @param table gives a table of the export as it is written after FROM
 */
export function exportSet({ unnest }: Dialect, table: (name: ExportTableName) => string): TableSet {
  const select = (columns: string, from: string): string => `(SELECT snapshot_date, ${columns} FROM ${from})`;
  return {
    keys: ['snapshot_date'],
    taskNames: null,
    tables: {
      model_tasks: select(
        'pipeline_tag AS task, hub_id AS model',
        `${table('models')} WHERE pipeline_tag IS NOT NULL`,
      ),
      dataset_tasks: select('task, hub_id AS dataset', unnest(table('datasets'), 'd', 'task_categories')),
      uses: select('model, dataset_id AS dataset', `${table('model_datasets')} WHERE in_current`),
      derivations: select('model, base_id AS base', `${table('model_bases')} WHERE base IS NOT NULL`),
      model_owners: select(`hub_id AS model, ${ownerOf('model')} AS owner`, table('models')),
      dataset_owners: select(`hub_id AS dataset, ${ownerOf('dataset')} AS owner`, table('datasets')),
      model_downloads: select('hub_id AS model, downloads', table('models')),
      dataset_downloads: select('hub_id AS dataset, downloads', table('datasets')),
      study_tasks: select('task, hub_id AS model', unnest(table('models'), 'm', 'study_tasks')),
      study_lists: select(
        'hub_id AS model, study_datasets AS datasets, study_bases AS bases',
        `${table('models')} WHERE study_datasets IS NOT NULL`,
      ),
      study_uses: select('model, dataset_id AS dataset', `${table('model_datasets')} WHERE in_study`),
    },
  };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The part of an id before the slash, ASCII letters folded; a repo without one is its own owner. */
const ownerOf = (kind: string): string =>
  `CASE WHEN position('/' IN id) > 0 THEN translate(substring(id, 1, position('/' IN id) - 1), '${letters}', '${letters.toLowerCase()}')
    ELSE concat('${kind} ', hub_id) END`;
