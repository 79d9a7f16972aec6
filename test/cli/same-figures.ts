import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'vitest';
import { runHfreuse } from '../support/run.ts';

/** What a command prints of a snapshot in JSON. */
export async function json(command: string, path: string, ...args: string[]) {
  const run = await runHfreuse([command, '--snapshot', path, '--format', 'json', ...args]);
  return JSON.parse(run.stdout) as Record<string, unknown> & {
    rows: object[];
    warnings: string[];
    snapshot: Record<string, unknown>;
  };
}

/** Everything that a report states but for where its rows come from. */
export async function expectSameFigures(crawled: string, imported: string): Promise<void> {
  for (const protocol of ['current', 'study-2025']) {
    const args = ['--protocol', protocol, '--modality', 'all'];
    const [ours, theirs] = [await json('report', imported, ...args), await json('report', crawled, ...args)];
    expect(theirs.rows.length).toBeGreaterThan(20);
    expect(JSON.stringify(ours.rows)).toBe(JSON.stringify(theirs.rows));
    expect(ours.warnings.filter((line) => /^Protocol/.test(line))).toEqual([]);
  }
  const [ours, theirs] = [await json('status', imported), await json('status', crawled)];
  for (const key of ['complete', 'scope', 'models', 'datasets', 'references', 'rejected', 'unknownTasks']) {
    expect(ours[key], key).toEqual(theirs[key]);
  }
}

/** Runs statements in a database in memory. */
export async function runSql(...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}
