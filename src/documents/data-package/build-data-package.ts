import { coverageTable } from '../coverage.ts';
import { flowTable, flowTaskTable } from '../flows/flow-tables.ts';
import type { FlowsDocument } from '../flows/flows.ts';
import { ageTable, ageYearTable } from '../lineage/age-tables.ts';
import type { AgesDocument } from '../lineage/ages.ts';
import type { LineageDocument } from '../lineage/lineage.ts';
import { lineageShapeTable } from '../lineage/lineage-shape-table.ts';
import { generationTable, lineageTopTable, parentTable, rootTable } from '../lineage/lineage-tables.ts';
import { type ProvenanceHead, withProvenance } from '../provenance.ts';
import type { ReportDocument } from '../report/report-row.ts';
import { reportTable } from '../report/report-table.ts';
import { summaryTable } from '../summary.ts';
import type { Table } from '../table.ts';
import type { TopDocument } from '../top/top.ts';
import { topTable } from '../top/top-table.ts';
import type { DataPackageDocument, PackageTable } from './data-package.ts';
import { toPackageCodebook } from './package-codebook.ts';

/** What a data package is made of: documents of one snapshot. */
export interface PackageParts {
  report: ReportDocument;
  top: readonly TopDocument[];
  lineage: LineageDocument;
  ages: AgesDocument;
  flows: readonly FlowsDocument[];
}

/** Every table of these documents, each row with where it comes from, and the codebook of them all. */
export function buildDataPackage(parts: PackageParts): DataPackageDocument {
  const { report, lineage, ages, top, flows } = parts;
  const tables = [
    ...reportTables(report),
    ...top.flatMap(topTables),
    ...toLineageTables(lineage),
    ...ageTables(ages),
    ...flows.flatMap(flowTables),
  ];
  const warnings = [report, ...top, lineage, ages, ...flows].flatMap((document) => document.warnings);
  const { schemaVersion, generator, snapshot, protocol, request } = report;
  return {
    ...{ schemaVersion, generator, snapshot, protocol, request },
    warnings: [...new Set(warnings)],
    tables: [...tables, toPackageCodebook(tables)],
  };
}

const toTable = (
  head: ProvenanceHead,
  [name, title]: readonly [name: string, title: string],
  { columns, primaryKey }: Table,
  rows: readonly object[],
): PackageTable => ({
  name,
  title,
  primaryKey: primaryKey ?? null,
  ...withProvenance(head, { columns, rows }),
});

const reportTables = (report: ReportDocument): PackageTable[] => [
  toTable(
    report,
    ['rows', 'Each measure of each task: what answers RQ1, RQ2 and RQ3'],
    reportTable,
    report.rows,
  ),
  toTable(
    report,
    ['summary', 'What each question comes to in each modality, over its distinct members'],
    summaryTable,
    report.summary,
  ),
  toTable(report, ['coverage', 'Where what models declare leads'], coverageTable, report.coverage),
];

const topTables = (top: TopDocument): PackageTable[] => [
  toTable(top, [`top-${top.kind}`, `The ${top.kind} with most ${top.rankBy}`], topTable, top.rows),
];

const toLineageTables = (lineage: LineageDocument): PackageTable[] => [
  toTable(lineage, ['lineage', 'The graph of base models as a whole'], lineageShapeTable, [lineage]),
  toTable(lineage, ['lineage-top', 'The bases with most derivatives'], lineageTopTable, lineage.top),
  toTable(
    lineage,
    ['generations', 'Models by their shortest distance from any base'],
    generationTable,
    lineage.generations,
  ),
  toTable(lineage, ['parents', 'Models by the number of bases that they name'], parentTable, lineage.parents),
  toTable(
    lineage,
    ['roots', `Root lineages by task: bases with at least ${lineage.leastDescendants} descendants`],
    rootTable,
    lineage.roots,
  ),
];

const ageTables = (ages: AgesDocument): PackageTable[] => [
  toTable(ages, ['ages', 'Age of the base at reuse, by task of the derived model'], ageTable, ages.rows),
  toTable(
    ages,
    ['age-years', "Where the bases of each year's derived models are from"],
    ageYearTable,
    ages.years,
  ),
];

const flowTables = (flows: FlowsDocument): PackageTable[] => [
  toTable(
    flows,
    [`flows-${flows.kind}`, `Which tasks reuse ${flows.kind} that were made for which tasks`],
    flowTable,
    flows.rows,
  ),
  toTable(
    flows,
    [`flow-tasks-${flows.kind}`, `The ${flows.kind} that each task reuses: its own, imported, outside`],
    flowTaskTable,
    flows.tasks,
  ),
];
