import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The raw rows as models.ndjson and datasets.ndjson in a folder. */
export async function writeNdjson(snapshot, folder) {
  const instance = await DuckDBInstance.create(snapshot, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT id, pipeline_tag, tags::JSON AS tags FROM model_rows) TO '${join(folder, 'models.ndjson')}' (FORMAT json)`,
  );
  await connection.run(
    `COPY (SELECT id, tags::JSON AS tags FROM dataset_rows) TO '${join(folder, 'datasets.ndjson')}' (FORMAT json)`,
  );
  connection.closeSync();
  instance.closeSync();
}
