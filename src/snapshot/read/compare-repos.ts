import { followLinks, isSameFile } from '../../files.ts';
import type { RepoKind } from '../../repo-kind.ts';
import { sqlText } from '../../text.ts';
import { selectSuperseded } from '../derive/number-repos.ts';
import { boundMemory, budgets } from '../file/memory.ts';
import { openSnapshotInMemory } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** Repos of one kind in two snapshots, matched by their `_id`. */
interface RepoComparison {
  came: number;
  went: number;
  renamed: number;
}

/**
 * Matches the repos of two snapshots, attached to a database in memory. The join is DuckDB's, which spills what does not
 * fit: some million ids of each need not be held here.
 * @param old file of one snapshot, which was opened and checked
 * @param now file of the other; it may be the same
 */
export async function compareRepos(old: string, now: string): Promise<Record<RepoKind, RepoComparison>> {
  const { connection, close } = await openSnapshotInMemory();
  try {
    await boundMemory(connection, budgets.rows);
    await connection.run(`ATTACH ${pathSql(old)} AS older (READ_ONLY)`);
    // A file cannot be attached twice.
    const newer = isSameFile(old, now) ? 'older' : 'newer';
    if (newer === 'newer') await connection.run(`ATTACH ${pathSql(now)} AS newer (READ_ONLY)`);
    // A snapshot may be another's: nothing that it holds opens a file.
    await connection.run('SET enable_external_access = false');
    const compare = async (rows: string): Promise<RepoComparison> => {
      const [row] = await readRows(
        connection,
        `SELECT count(*) FILTER (o.hub_id IS NULL)::INTEGER AS came, count(*) FILTER (n.hub_id IS NULL)::INTEGER AS went,
           count(*) FILTER (o.id <> n.id)::INTEGER AS renamed
         FROM (${distinctSql(`older.main.${rows}`)}) o FULL JOIN (${distinctSql(`${newer}.main.${rows}`)}) n ON n.hub_id = o.hub_id`,
      );
      return { came: Number(row?.came), went: Number(row?.went), renamed: Number(row?.renamed) };
    };
    return { models: await compare('model_rows'), datasets: await compare('dataset_rows') };
  } finally {
    close();
  }
}

const pathSql = (path: string): string => sqlText(followLinks(path));

/** Each repo once, by the row that counts. */
const distinctSql = (rows: string): string =>
  `SELECT hub_id, id FROM ${rows} WHERE rowid NOT IN (${selectSuperseded(rows)})`;
