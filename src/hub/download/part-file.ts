import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { HfreuseError, messageOf } from '../../errors.ts';

/** A file that is not whole yet: its bytes in `<target>.part`, the ETag that they came with beside them. */
export interface PartFile {
  /** Bytes that are there. */
  size: number;
  /** The strong ETag of what the bytes are of; null where the server named none. */
  etag: string | null;
}

const partOf = (target: string): string => `${target}.part`;
const tagOf = (target: string): string => `${target}.part.etag`;

/** The size of a file in bytes; null where there is none. */
export const sizeOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
};

/** The SHA-256 of a file's bytes in hexadecimal digits. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** What an earlier run left; an empty part where it left nothing. */
export async function readPartFile(target: string): Promise<PartFile> {
  const size = (await sizeOf(partOf(target))) ?? 0;
  const etag = await readFile(tagOf(target), 'utf8').catch(() => '');
  return { size, etag: etag === '' ? null : etag };
}

/** Forgets what is there and remembers what the next bytes will be of. */
export async function beginPart(target: string, etag: string | null): Promise<void> {
  await explainWrite(target, async () => {
    // Emptied, not removed: it may be open already.
    await writeFile(partOf(target), '');
    await writeFile(tagOf(target), etag ?? '');
  });
}

/**
 * Appends pieces to the part as they come.
 * @param onSize takes the part's size after each piece
 * @throws HfreuseError (exit 1) where the disk is full; what the pieces throw
 */
export async function appendPart(
  target: string,
  pieces: AsyncIterable<Uint8Array>,
  onSize: (bytes: number) => void,
): Promise<void> {
  const file = await explainWrite(target, () => open(partOf(target), 'a'));
  try {
    let size = (await file.stat()).size;
    for await (const piece of pieces) {
      await explainWrite(target, () => writeAll(file, piece));
      size += piece.byteLength;
      onSize(size);
    }
    await explainWrite(target, () => file.datasync());
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.byteLength; ) {
    at += (await file.write(piece, at, piece.byteLength - at)).bytesWritten;
  }
}

/** The part is whole: it gets its name. */
export async function finishPart(target: string): Promise<void> {
  await explainWrite(target, async () => {
    await rename(partOf(target), target);
    await rm(tagOf(target), { force: true });
  });
}

async function explainWrite<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new HfreuseError(`${target} cannot be written: ${messageOf(error)}`, {
      hint: 'check the space on the disk and the permissions, then run the same command again: it continues',
      cause: error,
    });
  }
}
