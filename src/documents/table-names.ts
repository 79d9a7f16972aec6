import { exportTableNames } from '../definitions/sql/export-layout.ts';

/**
 * Every table that a command prints, in the order of the codebook. They are a list of their own, so that help and
 * completion name them without what they hold.
 */
export const tableNames = [
  'measures',
  'studyMeasures',
  'csvHead',
  'report',
  'summary',
  'coverage',
  'lorenz',
  'tail',
  'tailCurvature',
  'tailComparison',
  'comparison',
  'grid',
  'gridChoices',
  'gridConclusions',
  'trend',
  'trendSnapshots',
  'top',
  'lineage',
  'lineageTop',
  'generations',
  'parents',
  'roots',
  'ages',
  'ageYears',
  'relatives',
  'users',
  'usersByTask',
  'removal',
  'flows',
  'flowTasks',
  'diff',
  'diffRepos',
  'turnover',
  'status',
  'running',
  'streams',
  'referenceStates',
  'baseDifferences',
  'otherRelationExamples',
  'unknownTasks',
  'renames',
  'renamedMeans',
  'audit',
  'reasons',
  ...exportTableNames,
  'packageCodebook',
] as const;

/** The name of a table. */
export type TableName = (typeof tableNames)[number];
