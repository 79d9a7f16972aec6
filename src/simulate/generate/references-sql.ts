import { type Dice, layerSql, oneOf, steepSql } from './sql-hash.ts';
import { countHidden, farmOf, type Names, type Size } from './sql-names.ts';
import { simulatedPlaceholders } from './words.ts';

/** Every sixteenth model is a root: it has a task and no base, and most derivatives go back to one. */
export const rootEvery = 16;

/** A number for the x-th reference of repo i; below 2^31, as the dice want it. */
const drawnBits = '((i * 512 + x) & 2147483647)';

const steepTo = (most: number, u: string): string =>
  `floor(${Math.max(1, Math.ceil(most))} * ${steepSql(u)})::UBIGINT`;

/**
 * SQL for `simulated_bases (i, bases)`: what each derivative names as its bases, as the inside of a JSON list.
 * Reads `simulated_models (i, relation, farm, parents)`.
 */
export function basesSql(dice: Dice, names: Names, size: Size): string {
  const source = `(SELECT i, relation, farm, parents, unnest(range(parents))::UBIGINT AS x
    FROM simulated_models WHERE relation IS NOT NULL)`;
  const texts = layerSql(
    source,
    { draw: drawnBits },
    ...baseIndex(dice, size),
    ...baseText(dice, names, size),
  );
  return `CREATE OR REPLACE TEMP TABLE simulated_bases AS
SELECT i, string_agg('"' || text || '"', ',' ORDER BY x) AS bases FROM (${texts}) GROUP BY i`;
}

/**
 * Column `j`, the number of a base, never above `i`. Three in four are roots, chosen with preferential attachment
 * (the share of the r-th choice falls like r^-0.71) but spread over all years; the others are any earlier model,
 * which gives generations. The parents of a merge lie apart from each other; two in a thousand name themselves.
 */
const baseIndex = ({ uniform }: Dice, size: Size): Record<string, string>[] => [
  { toss: `CASE WHEN farm THEN 1000000000 + ${farmOf('i')} ELSE draw END` },
  { rank_u: uniform('toss', 'rank'), any_u: uniform('toss', 'any base'), how_u: uniform('toss', 'how') },
  { rank: `floor(i * ${steepSql('rank_u')})::UBIGINT` },
  { place: `floor(${size.models / rootEvery} * ${uniform('rank', 'place')})::UBIGINT * ${rootEvery}` },
  {
    j: `CASE WHEN NOT farm AND how_u < 0.002 THEN i
      WHEN relation = 'merge' AND x > 0 THEN floor(i * ((x + any_u) / parents))::UBIGINT
      WHEN NOT farm AND how_u < 0.25 THEN floor(i * sqrt(any_u))::UBIGINT
      WHEN place < i THEN place ELSE rank // ${rootEvery} * ${rootEvery} END`,
  },
];

/** Column `text`: how base `j` is named: nearly always by its id, now and then by what people really write. */
const baseText = (dice: Dice, names: Names, size: Size): Record<string, string>[] => [
  {
    owner: names.modelOwner('j'),
    text_u: dice.uniform('draw', 'base text'),
    ghost_u: dice.uniform('draw', 'ghost base'),
    unlisted: `${dice.bits('draw', 'hidden base')} % ${Math.max(1, countHidden(size.models))}`,
  },
  { id: names.model('j', 'owner'), ghost: steepTo(size.models / 20, 'ghost_u') },
  {
    text: `CASE WHEN text_u > 0.04 OR farm OR i = j THEN id
      WHEN text_u < 0.003 THEN './output/run-' || draw % 50
      WHEN text_u < 0.004 THEN 'C:\\\\Models\\\\model-' || draw % 20
      WHEN text_u < 0.016 THEN ${names.ghostModel('ghost')}
      WHEN text_u < 0.020 THEN ${names.hiddenModel('unlisted')}
      WHEN text_u < 0.022 THEN 'https://huggingface.co/' || id
      WHEN text_u < 0.025 THEN lower(id)
      WHEN ${names.isRenamedModel('j')} THEN ${names.oldModel('j')}
      ELSE id END`,
  },
];

/**
 * SQL for `simulated_uses (i, datasets)`: the datasets that models declare, as the inside of a JSON list. Reads
 * `simulated_models (i, declared)`. Popular datasets are old ones, often named as they were called long ago.
 */
export function usesSql(dice: Dice, names: Names, size: Size): string {
  const texts = layerSql(
    '(SELECT i, unnest(range(declared))::UBIGINT AS x FROM simulated_models WHERE declared > 0)',
    { draw: drawnBits },
    {
      text_u: dice.uniform('draw', 'dataset text'),
      listed_u: dice.uniform('draw', 'dataset'),
      ghost_u: dice.uniform('draw', 'ghost dataset'),
      unlisted: `${dice.bits('draw', 'hidden dataset')} % ${Math.max(1, countHidden(size.datasets))}`,
    },
    { j: steepTo(size.datasets, 'listed_u'), ghost: steepTo(size.datasets / 10, 'ghost_u') },
    { owner: names.datasetOwner('j') },
    { id: size.datasets > 0 ? names.dataset('j', 'owner') : names.ghostDataset('ghost') },
    { text: datasetText(dice, names) },
  );
  return `CREATE OR REPLACE TEMP TABLE simulated_uses AS
SELECT i, string_agg('"' || text || '"', ',' ORDER BY x) AS datasets FROM (${texts}) GROUP BY i`;
}

const datasetText = (dice: Dice, names: Names): string =>
  `CASE WHEN text_u < 0.08 THEN ${oneOf(simulatedPlaceholders, dice.bits('draw', 'placeholder'))}
    WHEN text_u < 0.20 THEN ${names.ghostDataset('ghost')}
    WHEN text_u < 0.21 THEN 'https://huggingface.co/datasets/' || id
    WHEN text_u < 0.22 THEN upper(id)
    WHEN text_u < 0.225 THEN './data/part-' || draw % 30
    WHEN text_u < 0.23 THEN 'C:\\\\data\\\\' || draw % 9 || '.csv'
    WHEN text_u < 0.235 THEN 'our own recordings, cleaned (' || draw % 40 || ')'
    WHEN text_u < 0.245 THEN ${names.hiddenDataset('unlisted')}
    WHEN text_u < 0.65 AND ${names.isRenamedDataset('j')} THEN ${names.oldDataset('j')}
    ELSE id END`;
