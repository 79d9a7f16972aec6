import { createHash } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';

/** Three headers come first in a file of DuckDB, then its blocks, all of the size that is used where none is asked for. */
const [firstBlockAt, blockBytes] = [3 * 4096, 262_144];
/** A block begins with the checksum of the rest of it, which DuckDB compares where it reads the block. */
const checksumBytes = 8;

/**
 * How often a file was written, up to its last checkpoint: the greater of the numbers in the two headers that DuckDB
 * writes in turn, each behind its checksum.
 */
export function readState(handle: number): bigint {
  const headers = Buffer.alloc(2 * 4096);
  readSync(handle, headers, 0, headers.length, 4096);
  const one = headers.readBigUInt64LE(checksumBytes);
  const other = headers.readBigUInt64LE(4096 + checksumBytes);
  return one > other ? one : other;
}

/** The numbers of the blocks of a table, ascending; the values of a constant column are in none. */
export async function readBlocks(connection: DuckDBConnection, table: string): Promise<number[]> {
  const found = await connection.runAndReadAll(
    `SELECT block_id::INTEGER, additional_block_ids::INTEGER[] FROM pragma_storage_info('${table}') WHERE persistent`,
  );
  const blocks = found
    .getRowsJson()
    .flatMap(([first, others]) => [first, ...((others ?? []) as number[])] as number[]);
  return [...new Set(blocks)].filter((block) => block >= 0).sort((a, b) => a - b);
}

/**
 * A digest of the checksums of blocks, which reads eight bytes of each.
 * @returns null where the file ends before one of them
 * @throws the system's error where the file cannot be read
 */
export function digestBlocks(handle: number, blocks: readonly number[]): string | null {
  const sums = Buffer.alloc(blocks.length * checksumBytes);
  const most = (fstatSync(handle).size - firstBlockAt) / blockBytes;
  for (const [place, block] of blocks.entries()) {
    if (block + 1 > most) return null;
    readSync(handle, sums, place * checksumBytes, checksumBytes, firstBlockAt + block * blockBytes);
  }
  return createHash('sha256').update(sums).digest('hex').slice(0, 16);
}

/** Numbers, ascending, as ranges: `3-7,9`. */
export function toRanges(numbers: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** The numbers of {@link toRanges}; of ranges that are longer than `most` together, or not ranges, null. */
export function fromRanges(text: string, most: number): number[] | null {
  const numbers: number[] = [];
  for (const range of text === '' ? [] : text.split(',')) {
    const [, first, last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(range) ?? [];
    if (first === undefined || Number(last) - Number(first) >= most - numbers.length) return null;
    for (let number = Number(first); number <= Number(last); number += 1) numbers.push(number);
  }
  return numbers;
}

/** How many blocks a file holds at most. */
export const countBlocks = (bytes: number): number => Math.ceil(bytes / blockBytes);
