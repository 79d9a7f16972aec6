import { expect, it } from 'vitest';
import type { BaseDifferences } from '../../src/documents/status/status-document.ts';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { readBaseDifferences } from '../../src/snapshot/read/read-base-differences.ts';
import { type Dice, dice } from '../oracle/random-names.ts';
import { foldSql } from '../oracle/sql-names.ts';
import { repoCtes, resolveCtes } from '../oracle/sql-resolve.ts';
import { openDerived } from '../support/derived-snapshot.ts';
import { seeds } from '../support/tier.ts';

/** What the tags name, from the raw tables and the definitions alone. */
const tagged = `WITH RECURSIVE ${repoCtes}, ${resolveCtes}, tagged AS (
  SELECT model, thing, any_value(repo) AS repo,
    coalesce(list_sort(list(DISTINCT relation) FILTER (relation IS NOT NULL)), []) AS words
  FROM mentions WHERE kind = 'models' AND NOT self_loop GROUP BY model, thing)`;

interface Base {
  hubId: string | null;
  id: string;
  relation: string | null;
}

/** Gives the models `baseModels`: mostly the bases of their tags, under the same relations or others. */
async function fillBaseModels({ connection }: Snapshot, d: Dice): Promise<void> {
  const rows = await readRows(
    connection,
    `${tagged} SELECT t.model, t.repo, coalesce(m.id, split_part(t.thing, ' ', 2)) AS id, to_json(t.words)::VARCHAR AS words
     FROM tagged t LEFT JOIN models m ON m.hub_id = t.repo ORDER BY ALL`,
  );
  const listed = await readRows(
    connection,
    `${tagged} SELECT hub_id AS "hubId", id FROM models ORDER BY ALL`,
  );
  const byModel = new Map<string, Base[]>(listed.map(({ hubId }) => [String(hubId), []]));
  const word = () => d.pick(['finetune', 'adapter', 'quantized', 'merge', 'upscaled', '', null]);
  for (const row of rows) {
    if (d.chance(0.03)) continue;
    const hubId = row.repo === null || d.chance(0.1) ? null : String(row.repo);
    const words: string[] = JSON.parse(String(row.words));
    const given: (string | null)[] = d.chance(0.4) ? [word()] : words.length === 0 ? [null] : words;
    if (d.chance(0.2)) given.push(word());
    byModel
      .get(String(row.model))
      ?.push(...given.map((relation) => ({ hubId, id: String(row.id), relation })));
  }
  for (const [model, bases] of byModel) {
    if (d.chance(0.03)) bases.push({ ...(d.pick(listed) as unknown as Base), relation: word() });
    if (d.chance(0.03)) bases.push({ hubId: model, id: 'its/own', relation: word() });
    if (d.chance(0.03)) bases.push({ hubId: null, id: 'Else/Where', relation: word() });
    const text = bases.length === 0 ? null : JSON.stringify(bases);
    await connection.run('UPDATE model_rows SET base_models = $text WHERE hub_id = $model', { text, model });
  }
}

/** The same in SQL of its own: the two sides of a model as sorted lists. */
async function compareInSql({
  connection,
}: Snapshot): Promise<Omit<BaseDifferences, 'otherRelationExamples'>> {
  const [row] = await readRows(
    connection,
    `${tagged}, given AS (
      SELECT hub_id AS model, entry->>'hubId' AS hub_id, entry->>'id' AS id, entry->>'relation' AS relation
      FROM (SELECT hub_id, unnest(json_extract(base_models, '$[*]')) AS entry FROM models)),
    known AS (
      SELECT g.*, coalesce(l.hub_id, f.hub_id) AS repo FROM given g
      LEFT JOIN models l ON l.hub_id = g.hub_id
      LEFT JOIN listed f ON f.kind = 'models' AND f.folded_id = ${foldSql('g.id')} AND f.folded_rank = 1),
    stated AS (
      SELECT model, CASE WHEN repo IS NULL THEN 'ghost ' || ${foldSql('id')} ELSE 'repo ' || repo END AS thing,
        coalesce(list_sort(list(DISTINCT relation) FILTER (
          relation IN ('finetune', 'adapter', 'quantized', 'merge'))), []) AS words
      FROM known WHERE repo IS DISTINCT FROM model GROUP BY ALL),
    sides AS (
      SELECT hub_id AS model,
        (SELECT coalesce(list((thing, words) ORDER BY thing), []) FROM tagged t WHERE t.model = hub_id) AS mine,
        (SELECT coalesce(list((thing, words) ORDER BY thing), []) FROM stated s WHERE s.model = hub_id) AS theirs
      FROM models),
    things AS (
      SELECT list_transform(mine, lambda x: x[1]) AS a, list_transform(theirs, lambda x: x[1]) AS b,
        list_zip(list_transform(mine, lambda x: x[2]), list_transform(theirs, lambda x: x[2])) AS words
      FROM sides WHERE len(mine) + len(theirs) > 0),
    judged AS (
      SELECT *, a = b AS alike, len(list_intersect(a, b)) AS shared,
        len(list_filter(words, lambda w: len(w[1]) > 0 AND len(w[2]) > 0 AND w[1] <> w[2])) > 0 AS other,
        len(list_filter(words, lambda w: len(w[1]) = 0 OR len(w[2]) = 0)) > 0 AS bare
      FROM things)
    SELECT count(*) AS models, count(*) FILTER (NOT alike) AS differing, sum(shared) AS "inBoth",
      sum(len(a) - shared) AS "onlyTags", sum(len(b) - shared) AS "onlyBaseModels",
      count(*) FILTER (alike AND other) AS "otherRelation",
      count(*) FILTER (alike AND NOT other AND bare) AS "noRelation" FROM judged`,
  );
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]),
  ) as unknown as Omit<BaseDifferences, 'otherRelationExamples'>;
}

it.each(seeds(1, 4))('baseModels and the tags differ as SQL of its own has it, seed %d', async (seed) => {
  const snapshot = await openDerived(seed);
  await fillBaseModels(snapshot, dice(seed));
  const { otherRelationExamples, ...found } = await readBaseDifferences(snapshot);
  expect(found).toEqual(await compareInSql(snapshot));
  expect(Math.min(...Object.values(found))).toBeGreaterThan(0);
  expect(otherRelationExamples.length).toBeGreaterThan(0);
  for (const { tags, baseModels } of otherRelationExamples) expect(tags).not.toEqual(baseModels);
  snapshot.close();
});
