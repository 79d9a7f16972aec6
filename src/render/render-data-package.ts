import { createHash } from 'node:crypto';
import type { DataPackageDocument, PackageTable } from '../documents/data-package/data-package.ts';
import { renderCsv } from './render-csv.ts';
import { renderJson } from './render-json.ts';
import { toSchemaOfRows } from './render-table-schema.ts';

/** The description of a data package, by the name that Frictionless gives it. */
export const descriptorName = 'datapackage.json';

/**
 * A data package as files: a CSV for each table, and `datapackage.json`, which describes every column of them.
 * Source: https://specs.frictionlessdata.io/tabular-data-package/
 * @returns the text of each file, by its name
 */
export function renderDataPackage(document: DataPackageDocument): Record<string, string> {
  const { tables, generator, snapshot, protocol, request, warnings } = document;
  const files = tables.map((table) => ({ table, path: `${table.name}.csv`, csv: renderCsv({ table }) }));
  const day = (snapshot.finishedAt ?? snapshot.startedAt).slice(0, 10);
  const descriptor = {
    profile: 'tabular-data-package',
    name: `hfreuse-tables-${day}`,
    title: `Reuse of datasets and models on the Hugging Face Hub, ${day}`,
    description: `Every table of hfreuse ${generator.version} by protocol ${protocol}, from metadata of ${snapshot.endpoint}. ${snapshot.complete ? 'Complete.' : 'INCOMPLETE: some listings did not reach their end.'}`,
    sources: [{ title: `Hugging Face Hub, ${snapshot.endpoint}` }],
    ...{ generator, snapshot, protocol, request, warnings },
    resources: files.map(({ table, path, csv }) => toResource(table, path, csv)),
  };
  return {
    ...Object.fromEntries(files.map(({ path, csv }) => [path, csv])),
    [descriptorName]: renderJson(descriptor),
  };
}

const toResource = ({ name, title, columns, primaryKey, rows }: PackageTable, path: string, csv: string) => ({
  ...{ profile: 'tabular-data-resource', name, path, title },
  ...{ format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' },
  dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
  bytes: Buffer.byteLength(csv),
  hash: `sha256:${createHash('sha256').update(csv).digest('hex')}`,
  schema: toSchemaOfRows(columns, rows, primaryKey),
});
