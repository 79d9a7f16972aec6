// What a notebook does: reads every repo from NDJSON and counts over strings. node bench/ndjson.js <folder>
// The rules for names are the simplest (letter for letter), so its figures are not ours; the work is of the same kind.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const folder = process.argv[2];

async function* readRepos(name) {
  const lines = createInterface({
    input: createReadStream(join(folder, name)),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) yield JSON.parse(line);
}

const addTo = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);
const relation = /^(?:finetune|adapter|quantized|merge):/;

const users = new Map();
const derivatives = new Map();
const samples = new Map();
const add = (measure, task, value) => {
  const key = `${measure} ${task}`;
  const sample = samples.get(key);
  if (sample === undefined) samples.set(key, [value]);
  else sample.push(value);
};

const tasks = new Map();
for await (const { id, pipeline_tag: task, tags } of readRepos('models.ndjson')) {
  const datasets = new Set();
  const bases = new Set();
  for (const tag of tags ?? []) {
    if (tag.startsWith('dataset:')) datasets.add(tag.slice(8));
    else if (tag.startsWith('base_model:')) bases.add(tag.slice(11).replace(relation, ''));
  }
  for (const dataset of datasets) addTo(users, dataset);
  for (const base of bases) addTo(derivatives, base);
  if (!task) continue;
  tasks.set(id, task);
  add('datasets-per-model', task, datasets.size);
  add('bases-per-model', task, bases.size);
}
for (const [id, task] of tasks) add('derivatives-per-model', task, derivatives.get(id) ?? 0);
for await (const { id, tags } of readRepos('datasets.ndjson')) {
  for (const tag of tags ?? []) {
    if (tag.startsWith('task_categories:')) add('models-per-dataset', tag.slice(16), users.get(id) ?? 0);
  }
}

const rows = [...samples].map(([key, sample]) => {
  sample.sort((a, b) => a - b);
  const n = sample.length;
  let total = 0;
  let squares = 0;
  let weighted = 0;
  for (const [index, value] of sample.entries()) {
    total += value;
    squares += value * value;
    weighted += (2 * (index + 1) - n - 1) * value;
  }
  const sd = n > 1 ? Math.sqrt((squares - (total * total) / n) / (n - 1)) : null;
  return {
    key,
    n,
    mean: total / n,
    sd,
    median: sample[n >> 1],
    gini: total > 0 ? weighted / (n * total) : null,
  };
});
process.stdout.write(`${JSON.stringify(rows)}\n`);
