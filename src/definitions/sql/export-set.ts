import type { TableSet } from '../measures/table-set.ts';
import type { Dialect } from './dialects.ts';

/** The tables of an export that the queries read. */
export type ExportTable = 'models' | 'datasets' | 'model_bases' | 'model_datasets';

/**
 * The tables of the measures in an export: repos by the Hub's `_id`, tasks by their words.
 * @param table gives a table of the export as it is written after FROM
 */
export function exportSet({ unnest }: Dialect, table: (name: ExportTable) => string): TableSet {
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
      study_tasks: select('task, hub_id AS model', unnest(table('models'), 'm', 'study_tasks')),
      study_lists: select(
        'hub_id AS model, study_datasets AS datasets, study_bases AS bases',
        `${table('models')} WHERE study_datasets IS NOT NULL`,
      ),
      study_uses: select('model, dataset_id AS dataset', `${table('model_datasets')} WHERE in_study`),
    },
  };
}
