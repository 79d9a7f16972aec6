/** The library: what the command line is built on. Nothing here prints, or sets anything of the process. */
export { type AuditRequest, audit } from './commands/audit.ts';
export { type CodebookRequest, codebook } from './commands/codebook.ts';
export type { CollectDocument } from './commands/collect/document.ts';
export type { CollectRequest } from './commands/collect/request.ts';
export { collect } from './commands/collect.ts';
export { type DiffRequest, diff } from './commands/diff.ts';
export { type DataPackageRequest, exportDataPackage } from './commands/export/data-package.ts';
export { exportGraph, type GraphRequest } from './commands/export/graph.ts';
export { type ExportDocument, type ExportRequest, exportSnapshot } from './commands/export.ts';
export { type FlowsRequest, flows } from './commands/flows.ts';
export type { ImportRequest } from './commands/import/request.ts';
export { type ImportDocument, importDump } from './commands/import.ts';
export {
  type LineageOptions,
  lineage,
  lineageAges,
  lineageOf,
  lineageWithout,
  usersOf,
} from './commands/lineage.ts';
export { openSnapshot, type Snapshot } from './commands/open-snapshot.ts';
export type { ProgressEvent } from './commands/progress-event.ts';
export type { ReportRequest } from './commands/report/request.ts';
export { report } from './commands/report.ts';
export type { RowRequest } from './commands/row-request.ts';
export type { RunOptions } from './commands/run-options.ts';
export { type SimulateRequest, simulate } from './commands/simulate.ts';
export { type SqlRequest, sql } from './commands/sql.ts';
export { type StatusResult, status } from './commands/status.ts';
export { statusWhileCollecting } from './commands/status-while-collecting.ts';
export { type TopRequest, top } from './commands/top.ts';
export { type TrendRequest, trend } from './commands/trend.ts';
export type { SnapshotSource } from './commands/with-snapshot.ts';
export type { AuditDocument } from './documents/audit/audit.ts';
export type { CodebookDocument, CodebookLine } from './documents/codebook-page.ts';
export type { DataPackageDocument, PackageTable } from './documents/data-package/data-package.ts';
export type { DiffDocument, DiffRow } from './documents/diff/diff.ts';
export type { FlowRow, FlowsDocument, FlowTask } from './documents/flows/flows.ts';
export type { GraphDocument, GraphEdge, GraphNode } from './documents/graph/graph.ts';
export type { AgesDocument } from './documents/lineage/ages.ts';
export type {
  FamilyDocument,
  LineageDocument,
  RemovalDocument,
  UsersDocument,
} from './documents/lineage/lineage.ts';
export type { ReportDocument, ReportRow } from './documents/report/report-row.ts';
export type { RunningDocument } from './documents/status/running-document.ts';
export type { StatusDocument } from './documents/status/status-document.ts';
export type { TopDocument, TopRow } from './documents/top/top.ts';
export type { TrendDocument } from './documents/trend/trend.ts';
export { AbortError, HfreuseError } from './errors.ts';
export { renderDataPackage } from './render/render-data-package.ts';
