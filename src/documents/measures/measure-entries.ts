import type { Protocol } from '../../definitions/protocols.ts';
import { type Measure, measuresOf } from '../../definitions/protocols.ts';
import { counted, type Entries, type Entry } from '../entry.ts';

const units: Record<Measure['measure'], string> = {
  'datasets-per-model': 'datasets',
  'models-per-dataset': 'models',
  'derivatives-per-model': 'models',
  'bases-per-model': 'models',
};

const populations: Record<Measure['population'], string> = {
  all: 'all members',
  nonzero: 'nonzero members',
};

const toEntry = ({ question, population, definition }: Measure, unit: string): Entry =>
  counted(`${question}. ${definition}`, unit, populations[population]);

/** The study counts the items of lists, whatever they are. */
const unitOf = ({ measure }: Measure, protocol: Protocol): string =>
  protocol === 'study-2025' && measure !== 'models-per-dataset' ? 'list items' : units[measure];

/** The measures of a protocol: what the value x of a report's figures is, and the headline population. */
export const measureEntries = (protocol: Protocol): Entries =>
  Object.fromEntries(
    measuresOf[protocol].map((measure) => [measure.measure, toEntry(measure, unitOf(measure, protocol))]),
  );
