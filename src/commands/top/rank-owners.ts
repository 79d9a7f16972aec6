import { relations as relationNames } from '../../definitions/relations.ts';
import { buildAdjacency } from '../../graph/adjacency.ts';
import { countNumbers, countOwners } from '../../graph/count-owners.ts';
import { countByTarget, placesOf, sortByTarget, sourcesOf } from '../../graph/sources.ts';
import { countRelations, joinByOwner, type OwnedReuse, reachCounter } from '../../graph/users.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readNodeColumns } from '../../snapshot/read/read-node-columns.ts';
import { readOwners } from '../../snapshot/read/read-repo-facts.ts';
import { type Reuse, readOwnersOf, readReuse, readReuseScope } from '../../snapshot/read/read-reuse.ts';
import type { Ranked } from './ranked.ts';
import type { JudgedTop } from './request.ts';

/** One of the two graphs as it is read. */
interface Part extends OwnedReuse {
  reuse: Reuse;
}

/** Owners by what is asked for: of datasets and models alike. The derived tables must be there. */
export async function rankOwners(snapshot: Snapshot, request: JudgedTop): Promise<Ranked> {
  const models = await readOwnerPart(snapshot, 'models', request);
  const datasets = await readOwnerPart(snapshot, 'datasets', request);
  const parts = [models, datasets];
  const owners = Math.max(...parts.map(({ ownerOf }) => countNumbers(ownerOf)));
  const pairs = joinByOwner(parts, owners);
  const uses = countByTarget(pairs.target, owners);
  const values =
    request.rankBy === 'uses'
      ? uses
      : request.rankBy === 'owners'
        ? countOwners(sortByTarget(pairs, owners), models.ownerOf, numbersTo(owners))
        : await sumDownloads(snapshot, parts, owners);
  return {
    kind: 'owners',
    values,
    total: uses.reduce((sum, n) => sum + n, 0),
    ghostUses: request.tasks === null ? null : countLeftOut(parts, owners),
    usersOf: (numbers) => sourcesOf(pairs, numbers, owners),
    sourceOwners: models.ownerOf,
    ownerOf: (owner) => owner,
    facts: (numbers) => readOwners(snapshot, numbers, request),
    toLineage: toLineage(models),
  };
}

async function readOwnerPart(snapshot: Snapshot, kind: RepoKind, request: JudgedTop): Promise<Part> {
  return {
    reuse: await readReuse(snapshot, kind, request),
    ownerOf: await readOwnersOf(snapshot, kind),
    scope: await readReuseScope(snapshot, kind, request),
  };
}

/** Uses of ghosts alone, by owner: distinct models, as the others are counted. */
function countLeftOut(parts: readonly Part[], owners: number): number {
  const ghosts = parts.map((part) => ({
    ...part,
    scope: Int32Array.from(part.ownerOf, (_, node) => (node < part.reuse.listed ? 0 : 1)),
  }));
  return joinByOwner(ghosts, owners).source.length;
}

async function sumDownloads(
  snapshot: Snapshot,
  [models, datasets]: Part[],
  owners: number,
): Promise<Float64Array> {
  const columns = await readNodeColumns(snapshot, ['modelDownloads', 'datasetDownloads']);
  const sums = new Float64Array(owners);
  const add = (values: Float64Array | undefined, part: Part | undefined): void => {
    values?.forEach((value, node) => {
      if (part === undefined || part.scope?.[node] === 0) return;
      const owner = part.ownerOf[node] ?? 0;
      sums[owner] = (sums[owner] ?? 0) + value;
    });
  };
  add(columns.modelDownloads, models);
  add(columns.datasetDownloads, datasets);
  return sums;
}

/** Of an owner: of all of its models in scope together. */
function toLineage({ reuse, ownerOf, scope }: Part): Ranked['toLineage'] {
  return (owners) => {
    const derivatives = buildAdjacency(reuse.order, reuse.target, reuse.source);
    const count = reachCounter(derivatives);
    return listNodesOf(owners, ownerOf, scope).map((nodes) => ({
      relations: countRelations(derivatives, nodes, reuse.relations, relationNames.length),
      descendants: count(nodes),
    }));
  };
}

/** The nodes of each of some owners that are in the scope, ascending. */
function listNodesOf(owners: readonly number[], ownerOf: Int32Array, scope: Int32Array | null): number[][] {
  const placeOf = placesOf(owners, countNumbers(ownerOf));
  const nodes = owners.map((): number[] => []);
  for (let node = 0; node < ownerOf.length; node += 1) {
    const place = placeOf[ownerOf[node] ?? 0] ?? -1;
    if (place !== -1 && (scope === null || scope[node] === 1)) nodes[place]?.push(node);
  }
  return nodes;
}

/** Every number below a bound. */
function numbersTo(end: number): Int32Array {
  const numbers = new Int32Array(end);
  for (let number = 0; number < end; number += 1) numbers[number] = number;
  return numbers;
}
