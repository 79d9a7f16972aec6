import type { Ranking } from '../../definitions/top-choices.ts';
import { countDescendants } from '../../graph/count-descendants.ts';
import { countOwners } from '../../graph/count-owners.ts';
import { addUp, countByTarget, groupEdges, placesOf, sortByTarget } from '../../graph/sources.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readModels } from '../../snapshot/read/read-models.ts';
import { readNodeColumns } from '../../snapshot/read/read-node-columns.ts';
import { readDatasets } from '../../snapshot/read/read-repo-facts.ts';
import {
  type Reuse,
  readOwnerCount,
  readOwnersOf,
  readReuse,
  readReuseScope,
} from '../../snapshot/read/read-reuse.ts';
import { describeLines } from './describe-lines.ts';
import type { Described, Ranked } from './ranked.ts';
import type { JudgedTop } from './request.ts';

/** Datasets or models by what is asked for. The derived tables must be there. */
export async function rankRepos(snapshot: Snapshot, kind: RepoKind, request: JudgedTop): Promise<Ranked> {
  const { tasks, rankBy } = request;
  const reuse = await readReuse(snapshot, kind, request);
  const scope = await readReuseScope(snapshot, kind, request);
  const sourceOwners = await readOwnersOf(snapshot, 'models');
  const ownerOf = kind === 'models' ? sourceOwners : await readOwnersOf(snapshot, kind);
  const degrees = countByTarget(reuse.target, reuse.order);
  const uses = keepInScope(degrees, scope);
  const all: Record<Ranking, () => Promise<Int32Array | Float64Array>> = {
    uses: async () => uses,
    owners: async () => countOwners(sortByTarget(reuse, reuse.order), sourceOwners, ownerOf),
    descendants: async () =>
      countDescendants({ order: reuse.order, listed: reuse.order }, reuse.source, reuse.target),
    downloads: () => readDownloads(snapshot, kind, reuse.order),
  };
  const values = keepInScope(await all[rankBy](), scope);
  return {
    kind,
    values,
    total: addUp(uses),
    ghostUses: tasks === null ? null : countGhostUses(reuse),
    describe: (nodes) => describe(kind, reuse, nodes, degrees),
    sourceOwners,
    owners: await readOwnerCount(snapshot),
    ownerOf: (node) => ownerOf[node] ?? -1,
    facts: (nodes) => (kind === 'models' ? readModels : readDatasets)(snapshot, nodes),
  };
}

function describe(kind: RepoKind, reuse: Reuse, nodes: readonly number[], degrees: Int32Array): Described {
  const groupOf = placesOf(nodes, reuse.order);
  const grouped = groupEdges(reuse, groupOf);
  return {
    // A group is one node: no model uses it twice.
    users: sortByTarget(grouped, nodes.length),
    lines: kind === 'models' ? describeLines(reuse, groupOf, grouped, nodes.length, degrees) : null,
  };
}

/** Zeros for what is out of scope. */
function keepInScope<Values extends Int32Array | Float64Array>(
  values: Values,
  scope: Int32Array | null,
): Values {
  return scope === null ? values : (values.map((value, node) => (scope[node] === 1 ? value : 0)) as Values);
}

const countGhostUses = ({ target, listed }: Reuse): number =>
  target.reduce((sum, node) => (node < listed ? sum : sum + 1), 0);

/** Of every node; ghosts have none. */
async function readDownloads(snapshot: Snapshot, kind: RepoKind, order: number): Promise<Float64Array> {
  const name = kind === 'models' ? 'modelDownloads' : 'datasetDownloads';
  const values = new Float64Array(order);
  values.set((await readNodeColumns(snapshot, [name]))[name] ?? []);
  return values;
}
