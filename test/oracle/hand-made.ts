/** Two tiny snapshots in plain SQL. Each row states what it is for; oracle.test.ts has the figures, counted by hand. */

const modelColumns =
  '(hub_id, id, created_at, last_modified, tags, stream, pipeline_tag, has_card, card_datasets, card_base_model)';
const datasetColumns = '(hub_id, id, created_at, last_modified, tags, stream)';
const lookupColumns = '(kind, name, outcome, current_id, hub_id, error, checked_at)';

/** For the protocol `current`. */
export const currentSnapshotSql = String.raw`
INSERT INTO dataset_rows ${datasetColumns} VALUES
  -- The same repo listed twice: the row with the greater last_modified is kept, so there is no translation row.
  ('d1', 'stanfordnlp/imdb', '2022-03-02', '2024-01-02', '["task_categories:text-classification"]', 0),
  ('d1', 'stanfordnlp/imdb', '2022-03-02', '2024-01-01', '["task_categories:translation"]', 9),
  -- Equal times: the greater stream. No time is the least.
  ('d2', 'Org/Twin', '2023-01-02', NULL, '["task_categories:translation"]', 9),
  ('d2', 'Org/Twin', '2023-01-02', '2024-01-01', '["task_categories:translation"]', 0),
  -- A dataset with two tasks (one written twice) is a member of both.
  ('d2', 'Org/Twin', '2023-01-02', '2024-01-01',
    '["task_categories:fill-mask","task_categories:text-classification","task_categories:fill-mask"]', 1),
  -- Its twin but for case, created earlier.
  ('d3', 'org/twin', '2023-01-01', NULL, '["task_categories:fill-mask"]', 0),
  -- A listed repo with a loader's name stays a member, but no name leads to it.
  ('d4', 'csv', '2023-01-01', NULL, '["task_categories:fill-mask"]', 0),
  -- Twins, one without createdAt: that one comes last.
  ('d5', 'org/free', NULL, NULL, '["task_categories:fill-mask"]', 0),
  ('d6', 'ORG/FREE', '2024-01-01', NULL, '["task_categories:fill-mask"]', 0),
  -- Two repos of exactly the same id: the name is the earlier one's.
  ('d7', 'org/same', '2024-02-01', NULL, '["task_categories:fill-mask"]', 0),
  ('d8', 'org/same', '2024-01-01', NULL, '["task_categories:fill-mask"]', 0),
  -- Unknown task words; no tags at all.
  ('d9', 'org/odd', '2024-01-01', NULL, '["task_categories:None","task_categories:weird-task"]', 0),
  ('da', 'org/bare', '2024-01-01', NULL, NULL, 0);
INSERT INTO model_rows ${modelColumns} VALUES
  -- One dataset under four names: 1.
  ('m1', 'x/a', '2024-01-01', NULL, '["dataset:stanfordnlp/imdb","dataset:STANFORDNLP/IMDB",
    "dataset:https://huggingface.co/datasets/stanfordnlp/imdb/","dataset:imdb"]', 0, 'fill-mask', false, NULL, NULL),
  -- Placeholders are none; a malformed name is one; twins by exact letters are two, other case is the earliest: 3.
  ('m2', 'x/b', '2024-01-01', NULL, '["dataset:csv","dataset:\u00a0JSON ","dataset:./local","dataset:./LOCAL",
    "dataset:Org/Twin","dataset:org/twin","dataset:ORG/TWIN","dataset: ","dataset:https://hf.co/"]',
    0, 'fill-mask', false, NULL, NULL),
  -- Exact beats folded (d5); else the earliest, createdAt null last (d6); the earlier of two of one id (d8): 3.
  ('m3', 'x/c', '2024-01-01', NULL, '["dataset:org/free","dataset:Org/Free","dataset:HTTP://HF.co/org/same"]',
    0, 'fill-mask', false, NULL, NULL),
  -- A chain and its middle (d1), a loop (one thing), missing, never looked up (twice), failed, outside under an old
  -- and the current name (one thing): 6.
  ('m4', 'x/d', '2024-01-01', NULL, '["dataset:old-a","dataset:old-b","dataset:loop-1","dataset:loop-2",
    "dataset:gone","dataset:ghost","dataset:GHOST","dataset:busy","dataset:out-old","dataset:new/out"]',
    0, 'fill-mask', false, NULL, NULL),
  -- No tags: 0.
  ('m5', 'x/e', '2024-01-01', NULL, NULL, 0, 'fill-mask', false, NULL, NULL),
  -- No task: no member, but it uses d2, which the look-up knows by its hub_id only. A card changes nothing here.
  ('m6', 'x/f', '2024-01-01', NULL, '["dataset:was-here"]', 0, NULL, true, '["org/bare","csv"]', '"base/one"'),
  -- A base of three.
  ('t1', 'base/one', '2023-01-01', NULL, '[]', 0, 'text-generation', false, NULL, NULL),
  -- The usual pair: one edge, finetune.
  ('t2', 'child/a', '2024-01-01', NULL, '["base_model:base/one","base_model:finetune:base/one"]',
    0, 'text-generation', false, NULL, NULL),
  -- Old and new name, plain: one edge, unspecified.
  ('t3', 'child/b', '2024-01-01', NULL, '["base_model:BASE/ONE","base_model:old/one"]',
    0, 'text-generation', false, NULL, NULL),
  -- A relation is split off once; a colon alone splits nothing; two relations of one ghost: 3 bases.
  ('t4', 'child/c', '2024-01-01', NULL, '["base_model:finetune:adapter:x","base_model:adapter:C:\\Models\\x",
    "base_model:merge:ghost/m","base_model:quantized:Ghost/M","base_model:merge:"]',
    0, 'text-generation', false, NULL, NULL),
  -- Itself, and itself by an old name: left out. One repo outside by two old names: 1 base.
  ('t5', 'child/d', '2024-01-01', NULL, '["base_model:Child/D","base_model:finetune:old/d","base_model:out/old1",
    "base_model:out/old2"]', 0, 'text-generation', false, NULL, NULL),
  -- A derivative without a task counts for its base; the other base is missing.
  ('t6', 'child/e', '2024-01-01', NULL, '["base_model:merge:child/a","base_model:gone/m"]', 0, NULL, false, NULL, NULL),
  -- A task that the package no longer has; a base by its address.
  ('t7', 'conv/x', '2024-01-01', NULL, '["base_model:https://hf.co/base/one/"]', 0, 'conversational', false, NULL, NULL),
  -- A word that is not a task.
  ('t8', 'weird/x', '2024-01-01', NULL, '[]', 0, 'weird-task', false, NULL, NULL);
INSERT INTO lookups ${lookupColumns} VALUES
  ('datasets', 'imdb', 'exists', 'stanfordnlp/imdb', 'd1', NULL, '2024-01-01'),
  ('datasets', 'old-a', 'exists', 'Old-B', 'd1x', NULL, '2024-01-01'),
  ('datasets', 'old-b', 'exists', 'StanfordNLP/imdb', NULL, NULL, '2024-01-01'),
  ('datasets', 'loop-1', 'exists', 'loop-2', NULL, NULL, '2024-01-01'),
  ('datasets', 'loop-2', 'exists', 'loop-1', NULL, NULL, '2024-01-01'),
  ('datasets', 'gone', 'missing', NULL, NULL, NULL, '2024-01-01'),
  ('datasets', 'busy', 'failed', NULL, NULL, 'HTTP 500', '2024-01-01'),
  ('datasets', 'out-old', 'exists', 'New/Out', 'none', NULL, '2024-01-01'),
  ('datasets', 'was-here', 'exists', 'elsewhere/name', 'd2', NULL, '2024-01-01'),
  -- Older answers and later failures give way to the latest answer that is one.
  ('models', 'old/one', 'missing', NULL, NULL, NULL, '2023-01-01'),
  ('models', 'old/one', 'exists', 'base/one', 't1', NULL, '2024-01-01'),
  ('models', 'old/one', 'failed', NULL, NULL, 'HTTP 500', '2025-01-01'),
  ('models', 'old/d', 'exists', 'child/d', NULL, NULL, '2024-01-01'),
  ('models', 'out/old1', 'exists', 'Out/New', NULL, NULL, '2024-01-01'),
  ('models', 'out/old2', 'exists', 'out/new', NULL, NULL, '2024-01-01'),
  ('models', 'gone/m', 'missing', NULL, NULL, NULL, '2024-01-01'),
  -- Listed names need no look-up: this one is not believed. The other namespace's answers do not count either.
  ('models', 'child/a', 'exists', 'base/one', NULL, NULL, '2024-01-01'),
  ('datasets', 'gone/m', 'exists', 'base/one', NULL, NULL, '2024-01-01');
`;

/** For the protocol `study-2025`. */
export const study2025SnapshotSql = `
INSERT INTO dataset_rows ${datasetColumns} VALUES
  ('d1', 'stanfordnlp/imdb', NULL, NULL, '["task_categories:text-classification"]', 0),
  ('d2', 'Org/Twin', NULL, NULL, '["task_categories:fill-mask","task_categories:text-classification"]', 0),
  -- Other letters are another dataset here, and loaders' names are datasets.
  ('d3', 'imdB', NULL, NULL, '["task_categories:text-classification"]', 0),
  ('d4', 'csv', NULL, NULL, '["task_categories:zero-shot-classification"]', 0);
INSERT INTO model_rows ${modelColumns} VALUES
  -- Two tasks by its tags. Repeats and placeholders stay: 3 datasets; a string is one item: 1 base.
  ('s1', 'study/a', NULL, NULL, '["text-classification","zero-shot-classification"]', 0, NULL, true,
    '["stanfordnlp/imdb","stanfordnlp/imdb","csv"]', '"base/one"'),
  -- A card without the keys: 0 and 0, whatever the tags say.
  ('s2', 'study/b', NULL, NULL, '["text-classification","dataset:stanfordnlp/imdb","base_model:base/one"]', 0, NULL,
    true, NULL, NULL),
  -- No card: three dataset tags as they stand; base names cleaned, folded, once: 2. Its task is its pipeline tag.
  ('s3', 'study/c', NULL, NULL, '["dataset:stanfordnlp/imdb","dataset:stanfordnlp/imdb","dataset: imdB",
    "base_model:Base/One ","base_model:finetune:base/one","base_model:","base_model:adapter:c d"]', 0,
    'text-classification', false, NULL, NULL),
  -- Neither strings nor lists: 0 and 0.
  ('s4', 'study/d', NULL, NULL, '["text-classification"]', 0, 'text-classification', true, '3', '{"a":1}'),
  -- A string of a dataset: 1. A list with a repeat, itself and a number: 4.
  ('s5', 'study/e', NULL, NULL, '["text-classification"]', 0, NULL, true, '"Org/Twin"', '["a","a","study/e",7]'),
  -- A vision task of the study; nothing declared: a row whose headline is empty.
  ('s6', 'study/f', NULL, NULL, '["image-to-text"]', 0, NULL, false, NULL, NULL),
  -- Not one of the study's tasks.
  ('s7', 'study/g', NULL, NULL, '["audio-classification"]', 0, 'audio-classification', true, '["csv"]', '"x"');
`;
