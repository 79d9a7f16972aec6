import { toListings, toScope } from '../../definitions/scope.ts';
import { tasksPackage } from '../../definitions/tasks.ts';
import { usageError } from '../../errors.ts';
import { parseEndpoint } from '../../hub/endpoint.ts';
import type { World } from '../../io.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { inTransaction } from '../../snapshot/file/query.ts';
import { writeListings } from '../../snapshot/tables/listings.ts';
import { type Provenance, readProvenance, writeProvenance } from '../../snapshot/tables/meta.ts';
import type { FullCollectRequest } from './request.ts';

/** The Hub itself, where neither an option nor the environment names another. */
const defaultEndpoint = 'https://huggingface.co';

/**
 * The Hub to ask: the option's, else the environment's, else the Hub itself.
 * @throws HfreuseError (exit 2) where that is not an address
 */
export const toEndpoint = ({ endpoint }: { endpoint?: string }, { env }: Pick<World, 'env'>): string =>
  parseEndpoint(endpoint ?? (env.HF_ENDPOINT || defaultEndpoint));

/** What this run is to collect, as the snapshot will record it. */
export function toProvenance(request: FullCollectRequest, world: World): Provenance {
  const { modalities: modality, tasks: task, all, limit, protocol, cardData, checkBases } = request;
  const scope = toScope({ protocol, modality, task, all, limit });
  if ('problem' in scope) throw usageError(scope.problem);
  return {
    endpoint: toEndpoint(request, world),
    protocol,
    scope,
    limit: limit ?? null,
    cards: cardData === true || protocol === 'study-2025',
    checkBases: checkBases === true ? true : undefined,
    source: 'crawl',
    tasksPackage,
    startedAt: new Date(world.now()).toISOString(),
    finishedAt: null,
  };
}

/**
 * Plans the collection in an empty snapshot, or checks that the one that is there is the same collection.
 * @throws HfreuseError (exit 2) naming the first difference
 */
export async function planCollection(snapshot: Snapshot, wanted: Provenance): Promise<Provenance> {
  const found = await readProvenance(snapshot);
  if (found === null) {
    await inTransaction(snapshot.connection, async () => {
      await writeProvenance(snapshot, wanted);
      await writeListings(snapshot, toListings(wanted.scope));
    });
    return wanted;
  }
  if (found.source === 'dump') {
    throw usageError(
      `${snapshot.path} holds a different collection: it comes from a dump (${found.dump?.of ?? 'unknown'}), which collect cannot continue`,
      'name another file with --snapshot, or discard it with --restart',
    );
  }
  const difference = differenceOf(found, wanted);
  if (difference !== null) {
    throw usageError(
      `${snapshot.path} holds a different collection: ${difference}`,
      'name another file with --snapshot, repeat the options of the first run, or discard it with --restart',
    );
  }
  return found;
}

function differenceOf(found: Provenance, wanted: Provenance): string | null {
  const sides: [string, unknown, unknown][] = [
    ['source', found.source, wanted.source],
    ['protocol', found.protocol, wanted.protocol],
    ['endpoint', found.endpoint, wanted.endpoint],
    ['--all', found.scope.all, wanted.scope.all],
    ['tasks', found.scope.tasks.join(','), wanted.scope.tasks.join(',')],
    ['limit', found.limit ?? 'none', wanted.limit ?? 'none'],
    ['cards', found.cards, wanted.cards],
    ['--check-bases', found.checkBases ?? false, wanted.checkBases ?? false],
  ];
  const differing = sides.find(([, was, is]) => was !== is);
  if (differing === undefined) return null;
  const [name, was, is] = differing;
  return `its ${name} is ${formatValue(was)}, this run's would be ${formatValue(is)}`;
}

const formatValue = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = String(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
};
