import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fileError, HfreuseError } from '../../errors.ts';
import { fileKind } from '../../files.ts';
import { largestBody } from '../request/read-body.ts';
import {
  type KeptAnswer,
  type KeptCollection,
  manifestName,
  notKeptError,
  parseManifest,
} from './manifest.ts';

/** A manifest is read at once: more than the answers of any Hub. */
const largestManifest = 256 * 1024 * 1024;

/** The answers of one collection, as a folder holds them. */
export interface KeptAnswers {
  folder: string;
  collection: KeptCollection;
  answers: readonly KeptAnswer[];
  /** The Hub that they are of. */
  endpoint: string;
}

/** Whether a folder is one of kept answers. */
export const holdsAnswers = (folder: string): boolean => fileKind(join(folder, manifestName)) === 'file';

/** @throws HfreuseError (exit 1) where there is no manifest that can be read */
export function readManifestText(folder: string): string {
  const path = join(folder, manifestName);
  if (!holdsAnswers(folder)) {
    throw new HfreuseError(
      `${folder} holds no answers that collect --keep-pages kept: there is no ${manifestName}`,
      {
        hint: 'check the folder',
      },
    );
  }
  try {
    if (statSync(path).size > largestManifest) throw notKeptError(`${path} is larger than any manifest`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw error instanceof HfreuseError ? error : fileError(path, 'cannot be read', error);
  }
}

/**
 * Opens a folder of kept answers, and checks each of them.
 * @throws HfreuseError (exit 1) naming what is missing, of another Hub, too large, or not as it was kept
 */
export function openAnswers(folder: string): KeptAnswers {
  const path = join(folder, manifestName);
  const { collection, answers } = parseManifest(path, readManifestText(folder));
  const endpoint = endpointOf(collection);
  if (collection === null || endpoint === null)
    throw notKeptError(`${path} does not state which collection it is of`);
  const { origin } = new URL(endpoint);
  for (const answer of answers) {
    const other = new URL(answer.url).origin;
    if (other !== origin)
      throw notKeptError(`${path}: ${answer.file} is of another host, ${other}, not of ${origin}`);
    readAnswer(folder, answer);
  }
  return { folder, collection, answers, endpoint };
}

function endpointOf(collection: KeptCollection | null): string | null {
  const { provenance } = collection ?? {};
  if (typeof provenance !== 'object' || provenance === null || !('endpoint' in provenance)) return null;
  const { endpoint } = provenance;
  return typeof endpoint === 'string' && /^https?:/.test(endpoint) && URL.canParse(endpoint)
    ? endpoint
    : null;
}

/**
 * The body of an answer, as it came.
 * @throws HfreuseError (exit 1) where it is not what was kept
 */
export function readAnswer(folder: string, { file, sha256 }: KeptAnswer): Buffer {
  const path = join(folder, file);
  if (fileKind(path) !== 'file') throw notKeptError(`${path} is missing: the manifest lists it`);
  const body = unpack(path);
  if (createHash('sha256').update(body).digest('hex') !== sha256) {
    throw notKeptError(`${path} is not as it was kept: its SHA-256 is not the one in the manifest`);
  }
  return body;
}

function unpack(path: string): Buffer {
  try {
    // What is packed badly is hardly larger than what it holds.
    if (statSync(path).size > largestBody + 1024 * 1024) throw tooLargeError(path);
    return gunzipSync(readFileSync(path), { maxOutputLength: largestBody });
  } catch (error) {
    if (error instanceof HfreuseError) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLargeError(path);
    if (code.startsWith('Z_')) throw notKeptError(`${path} is not gzipped, or it is cut short`, error);
    throw fileError(path, 'cannot be read', error);
  }
}

const tooLargeError = (path: string): HfreuseError =>
  notKeptError(`${path} is larger than ${largestBody / 1024 / 1024} MB: no answer is read that is`);
