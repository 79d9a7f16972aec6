import type { MeasureName, Protocol } from '../definitions/protocols.ts';
import type { Relation } from '../definitions/relations.ts';
import { everyTask, type Grouping } from '../graph/groups.ts';
import type { Sample } from '../graph/samples.ts';
import type { EdgeChoice } from '../snapshot/read/edge-choice.ts';
import type { CoverageGroup } from '../snapshot/read/read-coverage.ts';
import type { Leader } from '../snapshot/read/read-leaders.ts';
import { leastModels } from '../statistics/diversity.ts';
import { type Frequencies, withoutZeros } from '../statistics/frequencies.ts';

/** Which samples are wanted; null where everything is. */
export interface SampleChoice extends EdgeChoice {
  protocol: Protocol;
  questions: readonly string[];
  /** These measures alone; null or absent: the ordinary ones of the questions. */
  measures?: readonly MeasureName[] | null;
  tasks: readonly string[] | null;
  /** The relations wanted (RQ3, current); null for all. */
  relations: readonly Relation[] | null;
  by?: Grouping;
}

/** What the figures of one row are computed from: a sample of which only the frequencies are left. */
export interface CountedSample extends Omit<Sample, 'values' | 'uses' | 'holders'> {
  frequencies: Frequencies;
  /** The members with the greatest values above 0, at most three, the greatest first; equal ones by id. */
  leaders: readonly Leader[];
  /** Of RQ1 under `current`: the datasets that the task's models use, by how many of these use them. */
  uses?: Frequencies;
  /** Of RQ1 under `current`, where it is stored: the datasets that most of the models declare, as {@link leaders}. */
  mostDeclared?: readonly Leader[];
}

/** Samples, those of whole modalities beside them, and the number of models that they are rarefied to. */
export interface CountedSamples {
  samples: CountedSample[];
  /** The distinct members of each modality, of the chosen tasks. */
  modalities: CountedSample[];
  size: number | null;
  /** Of a slice under `current`: where its pairs lead, those of RQ3 alone where nothing else was counted. */
  pairs?: CoverageGroup[];
}

/** What the rows are of, and the modalities that a summary is of. */
export function splitSamples(
  all: readonly CountedSample[],
  by: Grouping,
): Pick<CountedSamples, 'samples' | 'modalities'> {
  const modalities = all.filter(({ task }) => task === everyTask);
  return {
    modalities,
    samples: by === 'modality' ? modalities : all.filter(({ task }) => task !== everyTask),
  };
}

/**
 * How many declaring models the smallest task with enough of them has. Of all tasks in the snapshot, not only those
 * asked for: leaving rows out changes no other row.
 * @param samples of all tasks
 */
export function smallestSample(
  samples: readonly Pick<CountedSample, 'frequencies' | 'uses'>[],
): number | null {
  const sizes = samples
    .filter(({ uses }) => uses !== undefined)
    .map(({ frequencies }) => withoutZeros(frequencies).n)
    .filter((size) => size >= leastModels);
  return sizes.length === 0 ? null : Math.min(...sizes);
}
