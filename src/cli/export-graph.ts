import { join } from 'node:path';
import type { GraphRequest } from '../commands/export/graph.ts';
import { countOf } from '../count-words.ts';
import { refuseForeign, refuseUnknown } from '../definitions/scope.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { type GraphFormat, graphFormats } from '../render/formats.ts';
import type { GeneralOptions } from './options/shared.ts';
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';
import { refuseTaken, writeInPieces } from './write-in-pieces.ts';

/** The options of `export` that are about graphs, as they are parsed. */
export interface GraphOptions extends GeneralOptions {
  snapshot: string;
  to?: string;
  replace?: boolean;
  graph?: GraphRequest['graph'];
  task?: string[];
  modality?: string[];
  minUses?: number;
}

/** From here on most programs that read graphs take more memory than a laptop has. */
const manyNodes = 300_000;

/**
 * Writes a graph of the snapshot for another program.
 * @returns the exit code: 0 done, 3 from an incomplete snapshot, 130 interrupted, nothing written
 */
export async function writeGraph(io: Io, options: GraphOptions, format: GraphFormat): Promise<number> {
  const request = toRequest(options);
  const ending = graphFormats[format];
  const to = options.to ?? (ending === '' ? 'hub-graph' : `hub-graph.${ending}`);
  const { graphWriters } = await import('../render/graphs/graph-formats.ts');
  const writers = Object.entries(graphWriters[format]);
  for (const [name] of writers) refuseTaken(name === '' ? to : join(to, name), options.replace === true);
  const { exportGraph } = await import('../commands/export/graph.ts');
  const say = toSay(io, options);
  return untilInterrupted(say, async () => {
    const { order, size, complete } = await withStatusLine(io, options, (run) =>
      exportGraph(
        options.snapshot,
        request,
        async (graph) => {
          const texts = Object.fromEntries(writers.map(([name, write]) => [name, write(graph)]));
          await writeInPieces(to, texts, io.signal);
          return graph;
        },
        run,
      ),
    );
    say(`${to} is written: ${countOf(order, 'node', 'nodes')}, ${countOf(size, 'edge', 'edges')}`);
    if (order > manyNodes) {
      say('note: few programs read a graph of this size; --task and --min-uses make it smaller');
    }
    if (!complete) say('warning: the snapshot is incomplete, and so is the graph');
    return complete ? 0 : 3;
  });
}

/** @throws HfreuseError (exit 2) for unknown tasks and modalities, or those that do not go together */
function toRequest({ graph, task, modality, minUses }: GraphOptions): GraphRequest {
  const protocol = 'current';
  const refusal =
    refuseUnknown({ protocol, modality, task }) ??
    (modality === undefined || task === undefined ? null : refuseForeign(protocol, modality, task));
  if (refusal !== null) throw usageError(refusal.problem);
  return { graph, tasks: task, modalities: modality, minUses };
}
