import { basesPerModel } from './measures/bases-per-model.ts';
import { datasetsPerModel } from './measures/datasets-per-model.ts';
import { derivativesPerModel } from './measures/derivatives-per-model.ts';
import type { Definition, MeasureEntry, Question } from './measures/measure.ts';
import { modelsPerDataset } from './measures/models-per-dataset.ts';

export { type Population, type Question, questions } from './measures/measure.ts';

/** Which set of definitions a report follows. */
export const protocols = ['current', 'study-2025'] as const;
export type Protocol = (typeof protocols)[number];

/** Every measure, in the order of a report. A new one is its own file, one line here, and its values in the graph. */
const entries = [datasetsPerModel, modelsPerDataset, derivativesPerModel, basesPerModel] as const;

type Entry = (typeof entries)[number];

/** What is counted for each member of a task. */
export type MeasureName = Entry['measure'];

/** The measures that one protocol has. */
export type MeasureOf<P extends Protocol> = Extract<Entry, Record<P, Definition>>['measure'];

/** One measure under one protocol: what is counted, for whom, and which population its headline figures describe. */
export interface Measure extends Definition {
  question: Question;
  measure: MeasureName;
}

const measuresUnder = (protocol: Protocol): readonly Measure[] =>
  entries.flatMap(({ question, measure, ...definitions }: MeasureEntry & Entry) => {
    const definition: Definition | undefined = definitions[protocol];
    return definition === undefined ? [] : [{ question, measure, ...definition }];
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

/** One sentence per question, for the report's `definitions`. */
export function definitionsOf(protocol: Protocol): Record<string, string> {
  const definitions: Record<string, string> = {};
  for (const { question, measure, definition } of measuresOf[protocol]) {
    const before = definitions[question];
    definitions[question] =
      before === undefined ? `${measure}: ${definition}` : `${before} ${measure}: ${definition}`;
  }
  return definitions;
}
