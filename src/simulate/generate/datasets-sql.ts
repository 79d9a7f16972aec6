import { createdSecond, sharedColumns } from './moments-sql.ts';
import { type Dice, layerSql, oneOf, oneOfSteep } from './sql-hash.ts';
import type { Names, Size } from './sql-names.ts';
import { datasetTasks, languages, licences } from './words.ts';

const counts = ['n<1K', '1K<n<10K', '10K<n<100K', '100K<n<1M', '1M<n<10M'];
const datasetForms = ['text', 'image', 'audio', 'tabular', 'timeseries', 'video'];

/** SQL that fills `dataset_rows` from the numbers in `simulated_ids`. One in seven has task categories. */
export function datasetsSql(dice: Dice, names: Names, size: Size): string {
  const { bits, uniform } = dice;
  const category = (u: string): string => `'"task_categories:' || ${oneOfSteep(datasetTasks, u)} || '",'`;
  const query = layerSql(`(SELECT i FROM simulated_ids WHERE i < ${size.datasets})`, {
    second: createdSecond('i', size.datasets),
    owner: names.datasetOwner('i'),
    categories: uniform('i', 'categories'),
    words_u: uniform('i', 'dataset words'),
    category_1_u: uniform('i', 'category 1'),
    category_2_u: uniform('i', 'category 2'),
    category_3_u: uniform('i', 'category 3'),
    language_u: uniform('i', 'language'),
    licence_u: uniform('i', 'licence'),
    modality_u: uniform('i', 'modality'),
  });
  return `INSERT INTO dataset_rows (hub_id, id, created_at, last_modified, downloads, likes, gated, tags, stream)
SELECT ${sharedColumns(dice, '36468d70a0', names.dataset('i', 'owner'))},
  '[' || CASE WHEN categories < 0.14 THEN ${category('category_1_u')} ELSE '' END
    || CASE WHEN categories < 0.035 THEN ${category('category_2_u')} ELSE '' END
    || CASE WHEN categories < 0.01 THEN ${category('category_3_u')} ELSE '' END
    || CASE WHEN words_u < 0.4 THEN '"language:' || ${oneOfSteep(languages, 'language_u')} || '",' ELSE '' END
    || CASE WHEN words_u < 0.35 THEN '"license:' || ${oneOfSteep(licences, 'licence_u')} || '",' ELSE '' END
    || '"size_categories:' || ${oneOf(counts, bits('i', 'count'))} || '","modality:'
    || ${oneOfSteep(datasetForms, 'modality_u')} || '",'
    || CASE WHEN words_u < 0.7 THEN '"format:parquet","library:datasets","library:mlcroissant",' ELSE '' END
    || '"region:us"]' AS tags, 0 AS stream
FROM (${query}) ORDER BY i`;
}
