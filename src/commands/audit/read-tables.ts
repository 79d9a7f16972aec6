import { readFile } from 'node:fs/promises';
import { computedCsv, posterCsv } from '../../definitions/published-tables.ts';
import { fileError, usageError } from '../../errors.ts';
import type { AuditInput } from '../../statistics/audit/claim.ts';
import { type AuditTable, parseTable } from './parse-table.ts';

/** A table that is read already, such as standard input. */
export interface AuditFile {
  /** What messages call it. */
  name: string;
  bytes: Uint8Array;
}

/** The tables of the files; without a file, the poster's. */
export async function readTables(files: readonly (string | AuditFile)[]): Promise<AuditTable[]> {
  if (files.length === 0) return [parseTable(posterCsv, "the poster's table")];
  const tables: AuditTable[] = [];
  for (const file of files) {
    const { name, bytes } = typeof file === 'string' ? { name: file, bytes: await readBytes(file) } : file;
    tables.push(parseTable(decode(bytes), name));
  }
  return tables;
}

/** The study's published tables, which ship with the tool. */
export const readPublishedTables = (): { poster: AuditInput[]; computed: AuditInput[] } => ({
  poster: parseTable(posterCsv, "the poster's table").inputs,
  computed: parseTable(computedCsv, "the notebooks' tables").inputs,
});

async function readBytes(file: string): Promise<Uint8Array> {
  if (file === '') throw usageError('audit takes files, not an empty string');
  try {
    return await readFile(file);
  } catch (error) {
    throw fileError(file, 'cannot be read', error);
  }
}

/** UTF-8, UTF-16 with a mark, and Windows-1252 for what is neither: what spreadsheets write. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
