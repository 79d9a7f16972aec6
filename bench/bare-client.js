// What a collection is measured against: the official client's own loop over the same listings, nothing kept.
import { listDatasets, listModels } from '@huggingface/hub';

const hubUrl = process.argv[2];
let repos = 0;
for await (const _ of listModels({
  hubUrl,
  sort: 'createdAt',
  additionalFields: ['tags', 'createdAt', 'library_name'],
})) {
  repos += 1;
}
for await (const _ of listDatasets({ hubUrl, sort: 'createdAt', additionalFields: ['tags', 'createdAt'] }))
  repos += 1;
process.stdout.write(`${repos}\n`);
