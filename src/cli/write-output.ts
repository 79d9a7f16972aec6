import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileError, usageError } from '../errors.ts';
import { fileKind, followLinks, isSameFile, modeOf, takeOver } from '../files.ts';
import type { Io } from '../io.ts';
import { ownPath, sweepDead } from '../own-files.ts';
import type { OutputOptions } from './options/shared.ts';
import { writeLine } from './write-line.ts';

type Where = Pick<OutputOptions, 'output' | 'bom'> & { format?: string };

/** The formats that spreadsheets read, with no place for words beside the table. */
export const separated: readonly string[] = ['csv', 'tsv'];

/**
 * Refuses, before anything is read, an output that would destroy what the command reads, and a byte-order mark that
 * the format has no place for.
 * @param inputs every file that the command reads
 * @throws HfreuseError (exit 2)
 */
export function checkOutput({ output, format, bom }: Where, inputs: readonly string[]): void {
  if (bom === true && !separated.includes(format ?? '')) {
    throw usageError(`--bom does not go with --format ${format}; choose from ${separated.join(', ')}`);
  }
  if (output === undefined) return;
  const outputs = separated.includes(format ?? '') ? [output, `${output}.json`] : [output];
  const input = inputs.find((file) => outputs.some((one) => isSameFile(file, one)));
  if (input !== undefined) {
    throw usageError(`--output ${output} would overwrite ${input}, which is read; name another file`);
  }
}

/**
 * What belongs beside a file of CSV or TSV: everything that the rows do not hold. A pipe or a device has nothing beside
 * it.
 */
export async function writeBeside(io: Io, { output, format }: Where, document: unknown): Promise<void> {
  if (output === undefined || document === undefined || !separated.includes(format ?? '')) return;
  if (fileKind(output) === 'special') return;
  const { renderJson } = await import('../render/render-json.ts');
  await writeOutput(io, { output: `${output}.json` }, renderJson(document));
}

/** Warnings beside a format that is a table of values alone, with no place for them; the others carry theirs. */
export function writeWarnings(io: Io, { format, quiet }: OutputOptions, warnings: readonly string[]): void {
  if (quiet === true || !separated.includes(format)) return;
  for (const warning of warnings) writeLine(io, `warning: ${warning}`);
}

/**
 * Data to stdout or, written beside and renamed, to a file: never half a file. What is there and is not a regular file
 * (a pipe, a device) is written to directly.
 * @throws HfreuseError (exit 1) if the file cannot be written
 */
export async function writeOutput(io: Io, { output }: Where, text: string): Promise<void> {
  if (output === undefined) {
    io.stdout.write(text);
    return;
  }
  try {
    if (fileKind(output) === 'special') await writeThrough(output, text);
    else await replaceFile(followLinks(output), text);
  } catch (error) {
    throw fileError(output, 'cannot be written', error);
  }
}

/** Writes a file beside its place and renames it: never half a file. */
export async function replaceFile(file: string, text: string): Promise<void> {
  sweepDead(file);
  const beside = ownPath(file, 'part');
  try {
    await writeFile(beside, text, { mode: modeOf(file) ?? 0o666 });
    takeOver(beside, file);
    await rename(beside, file);
  } catch (error) {
    // The first error is the one to report.
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeThrough(place: string, text: string): Promise<void> {
  try {
    // An open file of a shell's redirection must not lose what others wrote to it.
    await appendFile(place, text);
  } catch (error) {
    // A reader that has seen enough closes the pipe.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
