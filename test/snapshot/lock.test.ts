import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { report } from '../../src/commands/report.ts';
import {
  openSnapshot,
  openSnapshotForWriting,
  type Snapshot,
} from '../../src/snapshot/file/open-snapshot.ts';
import { sealSnapshot } from '../../src/snapshot/file/seal.ts';
import { root } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-lock-'));
const path = join(folder, 'hub.duckdb');
let snapshot: Snapshot;

beforeAll(() => copySimulated(path, { models: 300 }));
afterEach(() => snapshot.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What another process is told that opens the file, to read or to write it. */
const openElsewhere = (mode: 'READ_ONLY' | 'READ_WRITE'): string =>
  execFileSync(
    process.execPath,
    [
      '-e',
      `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1], { access_mode: process.argv[2] })
         .then(() => console.log('opened'), (error) => console.log(error.message));`,
      ...[path, mode],
    ],
    { cwd: root, encoding: 'utf8' },
  );

it('nobody writes a snapshot while it is read, its seal compared', async () => {
  snapshot = await openSnapshot(path);
  await report(snapshot);
  expect(openElsewhere('READ_WRITE')).toMatch(/Conflicting lock is held/);
  expect(openElsewhere('READ_ONLY')).toBe('opened\n');
});

it('nobody opens one while it is written, its seal being made', async () => {
  snapshot = await openSnapshotForWriting(path);
  await sealSnapshot(snapshot);
  expect(openElsewhere('READ_WRITE')).toMatch(/Conflicting lock is held/);
  expect(openElsewhere('READ_ONLY')).toMatch(/Conflicting lock is held/);
});
