import type { UsersDocument } from '../../documents/lineage/lineage.ts';
import { HfreuseError } from '../../errors.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { findRepo } from '../../snapshot/read/find-repo.ts';
import { readUsers } from '../../snapshot/read/read-users.ts';
import { readLineageHead } from './lineage-head.ts';

/**
 * The models that declare a dataset, by task. The derived tables must be there.
 * @param name as for a model
 * @throws HfreuseError (exit 1) where no dataset or ghost has that name
 */
export async function listUsers(snapshot: Snapshot, name: string): Promise<UsersDocument> {
  const found = await findRepo(snapshot, 'datasets', name);
  if (found === null) {
    const isModel = (await findRepo(snapshot, 'models', name)) !== null;
    throw new HfreuseError(
      `${snapshot.path} holds no dataset ${JSON.stringify(name)}, and no model declares it`,
      {
        hint: isModel
          ? `it is a model: hfreuse lineage ${name}`
          : 'give the repo id as the Hub has it, owner/name',
      },
    );
  }
  const { node, ...dataset } = found;
  const rows = await readUsers(snapshot, node);
  const counts = new Map<string | null, number>();
  for (const { task } of rows) counts.set(task, (counts.get(task) ?? 0) + 1);
  const byTask = [...counts]
    .map(([task, models]) => ({ task, models, share: models / rows.length }))
    .sort((a, b) => b.models - a.models || ((a.task ?? '') < (b.task ?? '') ? -1 : 1));
  return {
    ...(await readLineageHead(snapshot, { repo: dataset.id, users: true })),
    dataset,
    users: rows.length,
    byTask,
    rows,
  };
}
