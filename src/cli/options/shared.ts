import type { Command, Option } from 'commander';
import { defaults } from '../../commands/defaults.ts';
import { type MeasureName, measuresOf, protocols } from '../../definitions/protocols.ts';
import { knownTasks } from '../../definitions/scope.ts';
import { modalities } from '../../definitions/tasks.ts';
import { usageError } from '../../errors.ts';
import {
  flagOption,
  openWordsOption,
  textOption,
  wholeNumberOption,
  wordOption,
  wordsOption,
} from './make-option.ts';

/** Adds options to a command under one heading of its help. */
export function addOptions(command: Command, heading: string, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option.helpGroup(heading));
  return command;
}

/** The headings of the help. */
export const headings = {
  which: 'Which rows:',
  how: 'How to count:',
  more: 'More figures:',
  output: 'Output:',
  scope: 'What to read:',
  network: 'Network:',
  snapshot: 'Snapshot:',
  made: 'What is simulated:',
  general: 'General:',
};

/** Options that every command has, as they are parsed. */
export interface GeneralOptions {
  quiet?: boolean;
  debug?: boolean;
}

export const generalOptions = (): Option[] => [
  flagOption('--quiet', 'no messages on stderr'),
  flagOption('--debug', 'log what is done, and show stack traces of errors'),
];

/** The snapshot that a command reads or writes. */
export const snapshotOption = (): Option =>
  textOption('--snapshot <file>', 'the snapshot', 'a file', defaults.snapshot);

/** How and where to print, as it is parsed. */
export interface OutputOptions extends GeneralOptions {
  output?: string;
  format: string;
  bom?: boolean;
  decimals?: number;
  width?: number;
  /** The command has no option for the width. */
  fixedWidth?: boolean;
  /** A folder for the figures. */
  figures?: string;
}

/** A file instead of stdout. */
export const outputOption = (): Option =>
  textOption('--output <file>', 'write to a file, which appears whole or not at all', 'a file');

/** A folder for the figures of a page. */
export const figuresOption = (): Option =>
  textOption(
    '--figures <folder>',
    'write each figure to this folder as .svg, with its data as .csv',
    'a folder',
  );

/** How wide a table may be. */
export const widthOption = (): Option =>
  wholeNumberOption('--width <n>', "width of tables in characters (default: the terminal's, else 100)", {
    least: 20,
    most: 10_000,
  });

/** Options of the commands that print data; --bom only where there is a CSV for it. */
export const outputOptions = (formats: readonly string[]): Option[] => [
  wordOption('--format <format>', 'how to print', formats, 'table', { md: 'markdown' }),
  outputOption(),
  ...(formats.includes('csv')
    ? [flagOption('--bom', 'begin CSV or TSV with a byte-order mark, for spreadsheets')]
    : []),
  wholeNumberOption('--decimals <n>', 'decimal places, in all formats but JSON', { least: 0, most: 15 }),
];

/** Which rows of a report, and by whose definitions, as they are parsed. */
export interface RowOptions {
  question?: ('1' | '2' | '3')[];
  measure?: MeasureName[];
  modality?: string[];
  task?: string[];
  protocol: (typeof protocols)[number];
}

/** Tasks and modalities are judged with the protocol, and together. */
export const taskOption = (description: string): Option =>
  openWordsOption('--task <task>', description, [...knownTasks('current'), ...knownTasks('study-2025')]);

export function modalityOption(description: string, more: readonly string[] = []): Option {
  const words = [...modalities, ...more];
  const choices = words.map((word) => JSON.stringify(word)).join(', ');
  return openWordsOption('--modality <names>', `${description} (choices: ${choices})`, words);
}

export const protocolOption = (description: string): Option =>
  wordOption('--protocol <protocol>', description, protocols, defaults.protocol);

const measureNames = measuresOf.current.map(({ measure }) => measure);

export const rowOptions = (): Option[] => [
  wordsOption('--question <numbers>', 'which questions (default: 1,2,3)', ['1', '2', '3'], {
    rq1: '1',
    rq2: '2',
    rq3: '3',
  }),
  wordsOption(
    '--measure <names>',
    'current: only these measures (default: datasets-per-model, models-per-dataset, derivatives-per-model, bases-per-model)',
    measureNames,
  ),
  modalityOption('which modalities, or all (default: nlp,cv)', ['all']),
  taskOption('only this task; may be repeated'),
  protocolOption('the definitions'),
];

/**
 * The snapshot, which may be named without the option too.
 * @param given as the argument; undefined where there is none
 * @throws HfreuseError (exit 2) where both name one
 */
export function chooseSnapshot(command: Command, given: string | undefined): string {
  const { snapshot } = command.opts<{ snapshot: string }>();
  if (given === undefined) return snapshot;
  if (isGiven(command, 'snapshot')) {
    throw usageError(`two snapshots are named: ${given} and --snapshot ${snapshot}; name one`);
  }
  if (given.trim() === '') throw usageError('the snapshot is a file, not an empty string');
  return given;
}

/** Whether an option was given on the command line, rather than having its default. */
export const isGiven = (command: Command, name: string): boolean =>
  command.getOptionValueSource(name) === 'cli';

/** The argument that {@link chooseSnapshot} reads. */
export const addSnapshotArgument = (command: Command): Command =>
  command.argument('[snapshot]', 'the snapshot, the same as --snapshot');
