// Alone, so that the program can open a snapshot before it has loaded what reads it.
export { openSnapshot, type Snapshot, snapshotFiles } from '../snapshot/file/open-snapshot.ts';
