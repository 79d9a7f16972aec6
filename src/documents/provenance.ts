import { protocols } from '../definitions/protocols.ts';
import type { Column } from './column.ts';
import { askedText, type DocumentRequest, toRequestText } from './request.ts';
import type { ColumnDescriptions, DescribedColumn, Table } from './table.ts';
import { text, toColumns } from './table.ts';

/** Where a row comes from, which a file with only rows would not show. */
interface RowProvenance {
  snapshotDate: string;
  endpoint: string;
  protocol: string;
  request: string | null;
}

const columns: ColumnDescriptions<keyof RowProvenance> = {
  snapshotDate: text('Day the collection finished (UTC), or began where it is incomplete', {
    unit: 'YYYY-MM-DD',
  }),
  endpoint: text('The Hub'),
  protocol: text('The set of definitions', { values: protocols }),
  request: text('The options that differ from the default, as typed', {
    emptyWhen: 'none differs',
  }),
};

/** What every table of CSV and TSV begins with. */
export const csvHeadTable: Table = {
  name: 'csvHead',
  command: 'report --format csv',
  columns: toColumns(columns),
  csv: true,
};

/** The origin of a document of one snapshot. */
export interface ProvenanceHead {
  snapshot: { endpoint: string; startedAt: string; finishedAt: string | null };
  protocol: string;
  request: DocumentRequest;
}

/** A table of a document, each row with where it comes from. */
export function withProvenance<Own extends Column>(
  { snapshot, protocol, request }: ProvenanceHead,
  { columns: own, rows }: { columns: readonly Own[]; rows: readonly object[] },
): { columns: (DescribedColumn | Own)[]; rows: object[] } {
  const head: RowProvenance = {
    snapshotDate: dayOf(snapshot),
    endpoint: snapshot.endpoint,
    protocol,
    request: toRequestText(request) || null,
  };
  return { columns: [...csvHeadTable.columns, ...own], rows: rows.map((row) => ({ ...row, ...head })) };
}

const dayOf = ({ startedAt, finishedAt }: ProvenanceHead['snapshot']): string =>
  (finishedAt ?? startedAt).slice(0, 10);

/** Where a drawing comes from, and what was asked for, on one line. */
export const sourceLine = ({ snapshot, request }: Pick<ProvenanceHead, 'snapshot' | 'request'>): string =>
  `${snapshot.endpoint}, ${dayOf(snapshot)}; asked: ${askedText(request)}`;
