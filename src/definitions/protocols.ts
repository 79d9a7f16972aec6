import { basesPerModel } from './measures/bases-per-model.ts';
import { datasetsPerModel } from './measures/datasets-per-model.ts';
import { derivativesPerModel } from './measures/derivatives-per-model.ts';
import { derivativesPerOwner } from './measures/derivatives-per-owner.ts';
import { descendantsPerModel } from './measures/descendants-per-model.ts';
import { downloadsPerDataset } from './measures/downloads-per-dataset.ts';
import { downloadsPerModel } from './measures/downloads-per-model.ts';
import type { Definition, MeasureEntry, Question } from './measures/measure.ts';
import { modelsPerDataset } from './measures/models-per-dataset.ts';
import { ownersPerDataset } from './measures/owners-per-dataset.ts';
import { ownersPerModel } from './measures/owners-per-model.ts';
import { usesPerOwner } from './measures/uses-per-owner.ts';

export { type Population, type Question, questions } from './measures/measure.ts';

/** Which set of definitions a report follows. */
export const protocols = ['current', 'study-2025'] as const;
export type Protocol = (typeof protocols)[number];

/** Every measure, in the order of a report. A new one is its own file, one line here, and its values in the graph. */
const entries = [
  ...[datasetsPerModel, modelsPerDataset, ownersPerDataset, usesPerOwner, downloadsPerDataset],
  ...[derivativesPerModel, basesPerModel, ownersPerModel, descendantsPerModel, derivativesPerOwner],
  downloadsPerModel,
] as const;

type Entry = (typeof entries)[number];

/** What is counted for each member of a task. */
export type MeasureName = Entry['measure'];

/** The measures that one protocol has. */
export type MeasureOf<P extends Protocol> = Extract<Entry, Record<P, Definition>>['measure'];

/** One measure under one protocol: what is counted, for whom, and which population its headline figures describe. */
export interface Measure extends Definition {
  question: Question;
  measure: MeasureName;
  /** Only where it is named: no part of an ordinary report. */
  onRequest: boolean;
}

const measuresUnder = (protocol: Protocol): readonly Measure[] =>
  entries.flatMap(({ question, measure, onRequest = false, ...definitions }: MeasureEntry & Entry) => {
    const definition: Definition | undefined = definitions[protocol];
    return definition === undefined ? [] : [{ question, measure, onRequest, ...definition }];
  });

/** The measures of each protocol, in the order of a report. */
export const measuresOf: Record<Protocol, readonly Measure[]> = {
  current: measuresUnder('current'),
  'study-2025': measuresUnder('study-2025'),
};

/** One of the measures of a protocol. */
export function measureOf<P extends Protocol>(protocol: P, name: MeasureOf<P>): Measure {
  const found = measuresOf[protocol].find(({ measure }) => measure === name);
  if (found === undefined) throw new RangeError(`${protocol} has no measure ${name}`);
  return found;
}

/** Which measures are wanted. */
export interface MeasureChoice {
  protocol: Protocol;
  questions: readonly string[];
  /** These alone; null or absent: those of an ordinary report that answer the questions. */
  measures?: readonly MeasureName[] | null;
}

/** The measures of a choice, in the order of a report. */
export const chooseMeasures = ({ protocol, questions, measures = null }: MeasureChoice): Measure[] =>
  measuresOf[protocol].filter(({ question, measure, onRequest }) =>
    measures === null ? !onRequest && questions.includes(question) : measures.includes(measure),
  );

/** One sentence per question, for the report's `definitions`. */
export function definitionsOf(choice: MeasureChoice): Record<string, string> {
  const definitions: Record<string, string> = {};
  for (const { question, measure, definition } of chooseMeasures(choice)) {
    const before = definitions[question];
    definitions[question] =
      before === undefined ? `${measure}: ${definition}` : `${before} ${measure}: ${definition}`;
  }
  return definitions;
}
