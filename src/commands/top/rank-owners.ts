import { countOwners } from '../../graph/count-owners.ts';
import { addUp, countByTarget, groupEdges, groupsBy, placesOf, sortByTarget } from '../../graph/sources.ts';
import { joinEdges } from '../../graph/users.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { isSlice } from '../../snapshot/read/edge-choice.ts';
import type { EdgeColumns } from '../../snapshot/read/read-graph-columns.ts';
import { readNodeColumns } from '../../snapshot/read/read-node-columns.ts';
import { readOwnerUses } from '../../snapshot/read/read-owner-uses.ts';
import { readOwners } from '../../snapshot/read/read-repo-facts.ts';
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

/** One of the two graphs as it is read: the owner of what is out of scope is −1. */
interface Part {
  reuse: Reuse;
  ownerOf: Int32Array;
  /** The owner of each node, in scope or not. */
  allOwners: Int32Array;
}

/** Owners by what is asked for: of datasets and models alike. The derived tables must be there. */
export async function rankOwners(snapshot: Snapshot, request: JudgedTop): Promise<Ranked> {
  const models = await readOwnerPart(snapshot, 'models', request);
  const datasets = await readOwnerPart(snapshot, 'datasets', request);
  const owners = await readOwnerCount(snapshot);
  const parts = [models, datasets];
  // To find out which models use which owners takes longer than all the rest: of everything it is stored.
  const isStored = request.tasks === null && !isSlice(request) && request.rankBy !== 'owners';
  const pairs = isStored ? null : joinByOwner(parts, owners);
  const uses = pairs === null ? await readOwnerUses(snapshot, owners) : countByTarget(pairs.target, owners);
  const values =
    request.rankBy === 'downloads'
      ? await sumDownloads(snapshot, parts, owners)
      : request.rankBy === 'owners' && pairs !== null
        ? countUsingOwners(pairs, models.allOwners, owners)
        : uses;
  return {
    kind: 'owners',
    values,
    total: addUp(uses),
    ghostUses: request.tasks === null ? null : countGhostUses(parts, owners),
    describe: (numbers) => describe(models, datasets, numbers, owners),
    sourceOwners: models.allOwners,
    owners,
    ownerOf: (owner) => owner,
    facts: (numbers) => readOwners(snapshot, numbers, request),
  };
}

async function readOwnerPart(snapshot: Snapshot, kind: RepoKind, request: JudgedTop): Promise<Part> {
  const allOwners = await readOwnersOf(snapshot, kind);
  const scope = await readReuseScope(snapshot, kind, request);
  const reuse = await readReuse(snapshot, kind, request);
  return {
    reuse,
    ownerOf: scope === null ? allOwners : allOwners.map((owner, node) => (scope[node] === 1 ? owner : -1)),
    allOwners,
  };
}

/** Which models use any repo of which owners: each pair once, sorted by the model. */
const joinByOwner = (parts: readonly Pick<Part, 'reuse' | 'ownerOf'>[], owners: number): EdgeColumns =>
  joinEdges(
    parts.map(({ reuse, ownerOf }) => groupEdges(reuse, ownerOf)),
    owners,
  );

/** Of an owner: of all of its datasets and models in scope together. */
function describe(models: Part, datasets: Part, numbers: readonly number[], owners: number): Described {
  const { length } = numbers;
  const placeOf = placesOf(numbers, owners);
  const modelGroups = groupsBy(models.ownerOf, placeOf, length);
  const datasetGroups = groupsBy(datasets.ownerOf, placeOf, length);
  const ofModels = groupEdges(models.reuse, modelGroups);
  const ofDatasets = groupEdges(datasets.reuse, datasetGroups);
  const degrees = countByTarget(models.reuse.target, models.reuse.order);
  return {
    // A model that uses several of an owner's uses the owner once.
    users: sortByTarget(joinEdges([ofModels, ofDatasets], length), length),
    lines: describeLines(models.reuse, modelGroups, ofModels, length, degrees),
  };
}

/** For each owner, how many others have models that use anything of it. */
const countUsingOwners = (pairs: EdgeColumns, ownerOf: Int32Array, owners: number): Int32Array =>
  countOwners(
    sortByTarget(pairs, owners),
    ownerOf,
    new Int32Array(owners).map((_, owner) => owner),
  );

/** Uses of ghosts alone, by owner: distinct models, as the others are counted. */
function countGhostUses(parts: readonly Part[], owners: number): number {
  const ghosts = parts.map(({ reuse, allOwners }) => ({
    reuse,
    ownerOf: allOwners.map((owner, node) => (node < reuse.listed ? -1 : owner)),
  }));
  return joinByOwner(ghosts, owners).source.length;
}

async function sumDownloads(
  snapshot: Snapshot,
  [models, datasets]: readonly Part[],
  owners: number,
): Promise<Float64Array> {
  const columns = await readNodeColumns(snapshot, ['modelDownloads', 'datasetDownloads']);
  const sums = new Float64Array(owners);
  const add = (values: Float64Array | undefined, part: Part | undefined): void => {
    values?.forEach((value, node) => {
      const owner = part?.ownerOf[node] ?? -1;
      if (owner !== -1) sums[owner] = (sums[owner] ?? 0) + value;
    });
  };
  add(columns.modelDownloads, models);
  add(columns.datasetDownloads, datasets);
  return sums;
}
