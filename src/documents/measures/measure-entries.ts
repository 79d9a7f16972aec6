import { type Measure, measuresOf, type Protocol } from '../../definitions/protocols.ts';
import { counted, type Entries, type Entry } from '../entry.ts';

const populations: Record<Measure['population'], string> = {
  all: 'all members',
  nonzero: 'nonzero members',
};

const toEntry = ({ question, population, definition, unit }: Measure): Entry =>
  counted(`${question}. ${definition}`, unit, populations[population]);

/** The measures of a protocol: what the value x of a report's figures is, and the headline population. */
export const measureEntries = (protocol: Protocol): Entries =>
  Object.fromEntries(measuresOf[protocol].map((measure) => [measure.measure, toEntry(measure)]));
