import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type PlainFigure, plainFigures } from './plain-figures.ts';
import type { RawRow, RawSnapshot } from './raw-rows.ts';

/** A list item as the Hub gives it, as far as the figures need it. */
interface RealRepo {
  id: string;
  createdAt?: string;
  lastModified?: string;
  pipeline_tag?: string;
  tags: string[];
}

const toTime = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));

function readRepos(file: string): RawRow[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RealRepo)
    .map((repo) => ({
      hubId: repo.id,
      id: repo.id,
      tags: repo.tags,
      createdAt: toTime(repo.createdAt),
      lastModified: toTime(repo.lastModified),
      pipelineTag: repo.pipeline_tag ?? null,
    }));
}

/**
 * The raw rows of a folder with models.ndjson.gz and datasets.ndjson.gz, list items in the Hub's shape. The recorded
 * ones have no `_id` and no card, and no two have the same id: the id stands for the `_id`. No look-ups.
 */
export const readRealSnapshot = (folder: string): RawSnapshot => ({
  models: readRepos(join(folder, 'models.ndjson.gz')),
  datasets: readRepos(join(folder, 'datasets.ndjson.gz')),
  lookups: [],
});

/** Headline figures (n, mean, sd, total) of every task under both protocols, without renames. */
export const realFigures = (folder: string): PlainFigure[] => plainFigures(readRealSnapshot(folder));
