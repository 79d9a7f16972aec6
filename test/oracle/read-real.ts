import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A list item as the Hub gives it, as far as the figures need it. */
export interface RealRepo {
  id: string;
  createdAt?: string;
  lastModified?: string;
  pipeline_tag?: string;
  tags: string[];
}

/** The repos of `<folder>/models.ndjson.gz` or `datasets.ndjson.gz`, in the order of the file. */
export function readReal(folder: string, kind: 'models' | 'datasets'): RealRepo[] {
  const text = gunzipSync(readFileSync(join(folder, `${kind}.ndjson.gz`))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RealRepo);
}
