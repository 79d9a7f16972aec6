import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hasRealData, realFolder, runHfreuse, serveHub } from './run-hfreuse.ts';
import { expectSameFigures, runSql } from './same-figures.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-import-'));
const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(!hasRealData)(
  'a dump of recorded metadata gives the figures of a crawl (skipped where there is none)',
  async () => {
    const real = await serveHub(['--replay', realFolder]);
    try {
      const crawl = ['collect', '--all', '--card-data', '--resolve', 'none', '--endpoint', real.url];
      expect((await runHfreuse([...crawl, '--snapshot', file('real-crawl.duckdb')])).code).toBe(0);
    } finally {
      await real.stop();
    }
    // The items as they were recorded, text by text; `_id` as the crawl gave it where none was recorded.
    const item = (kind: string) =>
      `(SELECT r.hub_id AS _id, i.json ->> '$.id' AS id, json -> '$.tags' AS tags, json ->> '$.createdAt' AS "createdAt",
       json ->> '$.lastModified' AS "lastModified", json ->> '$.pipeline_tag' AS pipeline_tag, json -> '$.cardData' AS "cardData"
     FROM read_json('${realFolder}/${kind}.ndjson.gz', format = 'newline_delimited', records = false, columns = {json: 'JSON'}, maximum_object_size = 67108864) i
     JOIN crawl.${kind.slice(0, -1)}_rows r ON r.id = (i.json ->> '$.id'))`;
    await runSql(
      `ATTACH '${file('real-crawl.duckdb')}' AS crawl (READ_ONLY)`,
      ...['models', 'datasets'].map((kind) => `COPY ${item(kind)} TO '${file(`real-${kind}.parquet`)}'`),
    );
    const files = ['--models', file('real-models.parquet'), '--datasets', file('real-datasets.parquet')];
    expect((await runHfreuse(['import', '--snapshot', file('real.duckdb'), ...files])).code).toBe(0);
    await expectSameFigures(file('real-crawl.duckdb'), file('real.duckdb'));
  },
);
