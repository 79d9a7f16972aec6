import { createdSecond, sharedColumns } from './moments-sql.ts';
import { basesSql, rootEvery, usesSql } from './references-sql.ts';
import { type Dice, layerSql, oneOf, oneOfSteep } from './sql-hash.ts';
import { isFarm, type Names, type Size } from './sql-names.ts';
import { architectures, formats, freeWords, languages, libraries, licences, modelTasks } from './words.ts';

/** SQL statements that fill `model_rows` from the numbers in `simulated_ids`. */
export const modelsSql = (dice: Dice, names: Names, size: Size, cards: boolean): string[] => [
  drawModelsSql(dice, size),
  basesSql(dice, names, size),
  usesSql(dice, names, size),
  modelRowsSql(dice, names, size, cards),
  'DROP TABLE simulated_models',
  'DROP TABLE simulated_bases',
  'DROP TABLE simulated_uses',
];

/**
 * `simulated_models`: who derives from how many bases, and declares how many datasets. A little more than half derive from
 * something: four in ten of those are adapters, three quantized, one in thirty a merge (and that needs two to merge).
 */
function drawModelsSql({ uniform }: Dice, size: Size): string {
  const query = layerSql(
    `(SELECT i FROM simulated_ids WHERE i < ${size.models})`,
    {
      farm: isFarm('i'),
      derived: uniform('i', 'derived'),
      relation_u: uniform('i', 'relation'),
      parents_u: uniform('i', 'parents'),
      declares: uniform('i', 'declares'),
      many_u: uniform('i', 'how many'),
    },
    {
      relation: `CASE WHEN i % ${rootEvery} = 0 THEN NULL WHEN farm THEN 'adapter' WHEN derived > 0.53 THEN NULL
        WHEN relation_u < 0.4 THEN 'adapter' WHEN relation_u < 0.7 THEN 'quantized'
        WHEN relation_u < 0.965 OR i < 3 THEN 'finetune' ELSE 'merge' END`,
    },
  );
  return `CREATE OR REPLACE TEMP TABLE simulated_models AS SELECT i, farm, relation,
  CASE WHEN relation = 'merge' THEN 1 + least(97, i - 1, floor(1 / sqrt(parents_u + 0.0000001)))::BIGINT
    ELSE 1 END AS parents,
  CASE WHEN declares < 0.08 THEN least(289, floor(1 / sqrt(many_u + 0.000001)))::BIGINT ELSE 0 END AS declared
FROM (${query})`;
}

function modelRowsSql(dice: Dice, names: Names, size: Size, cards: boolean): string {
  const { uniform } = dice;
  const query = layerSql(
    '(simulated_models LEFT JOIN simulated_bases USING (i) LEFT JOIN simulated_uses USING (i))',
    {
      second: createdSecond('i', size.models),
      owner: names.modelOwner('i'),
      tasked: uniform('i', 'tasked'),
      task_u: uniform('i', 'task'),
      library_u: uniform('i', 'library'),
      words_u: uniform('i', 'words'),
      card_u: uniform('i', 'card'),
      second_task_u: uniform('i', 'second task'),
      language_u: uniform('i', 'language'),
      licence_u: uniform('i', 'licence'),
    },
    {
      task: `CASE WHEN i % ${rootEvery} = 0 OR tasked < 0.275 THEN ${oneOfSteep(modelTasks, 'task_u')} END`,
      library: `CASE WHEN relation = 'adapter' THEN 'peft'
        WHEN library_u < 0.66 THEN ${oneOfSteep(libraries, '(library_u / 0.66)')} END`,
      base_tags: baseTags(dice),
      has_card: `${cards} AND card_u < CASE WHEN bases IS NULL AND datasets IS NULL THEN 0.55 ELSE 0.97 END`,
    },
  );
  const columns = 'hub_id, id, created_at, last_modified, downloads, likes, gated, tags, stream';
  return `INSERT INTO model_rows (${columns}, pipeline_tag, library_name, has_card, card_datasets, card_base_model)
SELECT ${sharedColumns(dice, '36468d709f', names.model('i', 'owner'))},
  ${tags(dice)} AS tags, 0 AS stream, task AS pipeline_tag, library AS library_name, has_card,
  CASE WHEN has_card THEN ${listText(dice, 'datasets', 0.3)} END AS card_datasets,
  CASE WHEN has_card THEN ${listText(dice, 'bases', 0.7)} END AS card_base_model
FROM (${query}) ORDER BY i`;
}

/** The plain and the relation form as a pair; the plain one alone on older models, sometimes the other alone. */
function baseTags({ uniform }: Dice): string {
  const one = (prefix: string): string => `'"' || ${prefix} || bases[2:]`;
  const plain = `'base_model:'`;
  const related = `'base_model:' || relation || ':'`;
  return `CASE WHEN bases IS NULL THEN ''
    WHEN relation = 'merge' THEN ','
      || regexp_replace(bases, '"([^"]*)"', '"base_model:\\1","base_model:merge:\\1"', 'g')
    WHEN second < 1718000000 AND ${uniform('i', 'plain')} < 0.7 THEN ',' || ${one(plain)}
    WHEN ${uniform('i', 'form')} < 0.03 THEN ',' || ${one(related)}
    ELSE ',' || ${one(plain)} || ',' || ${one(related)} END`;
}

/** A card's list as JSON text: a lone name often as a string; sometimes null, sometimes a name twice. */
const listText = ({ uniform }: Dice, column: string, loneShare: number): string =>
  `CASE WHEN ${column} IS NULL THEN CASE WHEN ${uniform('i', `${column} null`)} < 0.01 THEN 'null' END
    WHEN ${uniform('i', `${column} twice`)} < 0.01 THEN '[' || ${column} || ',' || ${column} || ']'
    WHEN strpos(${column}, '","') = 0 AND ${uniform('i', `${column} lone`)} < ${loneShare} THEN ${column}
    ELSE '[' || ${column} || ']' END`;

/** The list of tags as JSON text, in the order in which the Hub gives them. */
function tags({ bits }: Dice): string {
  const word = (words: readonly string[], salt: string): string =>
    `',"' || ${oneOf(words, bits('i', salt))} || '"'`;
  const wordSteep = (words: readonly string[], u: string, prefix = ''): string =>
    `',"${prefix}' || ${oneOfSteep(words, u)} || '"'`;
  const whenSql = (condition: string, text: string): string =>
    `CASE WHEN ${condition} THEN ${text} ELSE '' END`;
  return [
    `'['`,
    whenSql('library IS NOT NULL', `'"' || library || '",'`),
    `'"' || ${oneOf(formats, bits('i', 'format'))} || '"'`,
    whenSql('words_u < 0.8', word(architectures, 'architecture')),
    whenSql('task IS NOT NULL', `',"' || task || '"'`),
    whenSql('task IS NOT NULL AND words_u < 0.1', wordSteep(modelTasks, 'second_task_u')),
    whenSql(`task = 'text-generation' AND words_u > 0.4`, `',"conversational","text-generation-inference"'`),
    whenSql('words_u > 0.3', word(freeWords, 'free word')),
    whenSql('words_u > 0.5', `',"text-embeddings-inference","custom_code"'`),
    whenSql('words_u > 0.6', wordSteep(languages, 'language_u')),
    whenSql('words_u <= 0.6', `',"en","model-index"'`),
    whenSql('words_u < 0.45', `',"arxiv:2' || (100 + i % 150) || '.0' || (1000 + i % 7919) || '"'`),
    whenSql(`relation = 'quantized'`, `',"4-bit","imatrix"'`),
    whenSql(`relation = 'adapter'`, `',"lora","text-generation-inference"'`),
    whenSql('datasets IS NOT NULL', `',"dataset:' || replace(datasets[2:], '","', '","dataset:')`),
    'base_tags',
    whenSql('words_u < 0.75', wordSteep(licences, 'licence_u', 'license:')),
    `',"endpoints_compatible","region:us"]'`,
  ].join('\n    || ');
}
