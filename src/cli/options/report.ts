import type { Option } from 'commander';
import { defaults } from '../../commands/defaults.ts';
import { type Period, periods } from '../../definitions/periods.ts';
import { relations } from '../../definitions/relations.ts';
import { isSortable } from '../../documents/report/choose-columns.ts';
import { reportTable } from '../../documents/report/report-table.ts';
import {
  anyTextOption,
  flagOption,
  offerWords,
  openWordsOption,
  textOption,
  textsOption,
  wholeNumberOption,
  wordOption,
  wordsOption,
} from './make-option.ts';
import { figuresOption, type OutputOptions, type RowOptions } from './shared.ts';

/** The options of `report`, as they are parsed. */
export interface ReportOptions extends OutputOptions, RowOptions {
  snapshot: string;
  relation?: (typeof relations)[number][];
  columns?: string[];
  sort: string;
  by: 'task' | 'modality';
  createdBefore?: string;
  every?: Period;
  excludeSameOwner?: boolean;
  rarefy?: number;
  minN?: number;
  failOn?: string[];
  ci?: number;
  seed: number;
  fitTail?: boolean;
  fitP?: number;
  lorenz?: boolean;
  compare?: boolean;
  grid?: boolean;
  trend?: string;
  requireComplete?: boolean;
}

/** Which edges and repos count, and what a row is. */
export const countingOptions = (): Option[] => [
  wordsOption('--relation <names>', 'RQ3, current: only edges of these relations', relations),
  wordOption('--by <what>', 'one row per task or per modality', ['task', 'modality'], defaults.by),
  anyTextOption('--created-before <date>', 'only repos created before this date that still exist'),
  wordOption(
    '--every <period>',
    'the history that the snapshot holds: the rows as of the end of each period',
    periods,
  ),
  flagOption('--exclude-same-owner', 'leave out edges between repos of the same owner'),
  wholeNumberOption(
    '--rarefy <m>',
    'RQ1, current: diversity among m declaring models (default: the number in the smallest task that has at least 30)',
    {
      least: 1,
    },
  ),
  flagOption('--require-complete', 'print no table if the snapshot is incomplete'),
];

/** What is computed on request. */
export const figureOptions = (): Option[] => [
  wholeNumberOption(
    '--ci <resamples>',
    '95 % bootstrap intervals of mean, sd and Gini, from this number of resamples, at least 100',
    {
      least: 100,
      most: 100_000,
    },
  ),
  wholeNumberOption('--seed <n>', 'seed for everything random', { least: 0, fallback: defaults.seed }),
  flagOption('--fit-tail', 'fit a power law to the tail of each row, and compare it with alternatives'),
  wholeNumberOption(
    '--fit-p <simulations>',
    'the p-value of the fit, from this number of simulations, at least 100',
    {
      least: 100,
      most: 100_000,
    },
  ),
  flagOption('--lorenz', 'the points of the Lorenz curves, in JSON, CSV or TSV'),
  flagOption(
    '--compare',
    "study-2025: the study's published figures next to ours, and what the two protocols change",
  ),
  flagOption(
    '--grid',
    'each headline mean under other choices of definition, one at a time, and which conclusions survive',
  ),
  textOption(
    '--trend <folder>',
    'the headline figures of every snapshot in a folder of exports, by date',
    'a folder',
  ),
];

const columnNames = reportTable.columns.map(({ key }) => key);

/** How the rows are shown, and judged. */
export const showingOptions = (): Option[] => [
  figuresOption(),
  offerWords(openWordsOption('--columns <names>', 'only these columns, by JSON or CSV name'), columnNames),
  wholeNumberOption('--min-n <n>', 'leave out rows with fewer members, and name them in a note', {
    least: 1,
  }),
  offerWords(
    anyTextOption('--sort <column>', 'task, or a column to sort by, descending', defaults.sort),
    reportTable.columns.filter(isSortable).map(({ key }) => key),
  ),
  textsOption(
    '--fail-on <condition>',
    "exit 4 if a row matches, such as 'mean<0.5', or if there is no row; may be repeated",
  ),
];
