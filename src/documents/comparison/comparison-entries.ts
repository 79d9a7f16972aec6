import { counted, type Entries, type Entry, figure, words } from '../entry.ts';
import { type ComparisonRow, publishedSources } from './comparison.ts';

const published = 'published figures';
const number = (meaning: string, formula: string, population: string, emptyWhen: string): Entry =>
  figure(meaning, 'of the measure', formula, population, emptyWhen);
const noStudy = 'the snapshot has no such task under study-2025';
const noCurrent = 'the snapshot has no such task under current';

/** The columns of `report --protocol study-2025 --compare`. */
export const comparisonEntries: Entries<keyof ComparisonRow> = {
  question: words('Research question'),
  modality: words('Modality, as the study had it'),
  task: words('Task word'),
  source: {
    ...words('Where the figure was published: poster, or computed by the notebooks', 'it was not published'),
    values: publishedSources,
  },
  publishedMean: {
    ...number('Published mean', '', published, 'it was not published'),
    reference: 'Park & Yoon 2025',
  },
  publishedSd: {
    ...number('Published standard deviation', '', published, 'none was published'),
    reference: 'Park & Yoon 2025',
  },
  mark: {
    ...words('The audit of both published tables', 'nothing speaks against the figures'),
    values: ['impossible', 'suspicious'],
  },
  reasons: words('What the audit says; in JSON a list, see reasons', 'it says nothing'),
  studyN: counted('Members under study-2025', 'members', 'headline population', noStudy),
  studyMean: number('Mean under study-2025', 'Σx / n', 'headline population', noStudy),
  studySd: number(
    'Standard deviation under study-2025',
    '√(Σ(x − mean)² / (n − 1))',
    'headline population',
    `${noStudy}, or n is below 2`,
  ),
  meanDifference: number(
    'Our mean less the published one: other data, another day',
    'studyMean − publishedMean',
    '',
    'one of the two is empty',
  ),
  sdDifference: number(
    'Our deviation less the published one',
    'studySd − publishedSd',
    '',
    'one of the two is empty',
  ),
  currentMeasure: words('Measure of current that the row is compared with'),
  currentN: counted('Members under current', 'members', 'headline population', noCurrent),
  currentMean: number('Mean under current', 'Σx / n', 'headline population', noCurrent),
  currentSd: number(
    'Standard deviation under current',
    '√(Σ(x − mean)² / (n − 1))',
    'headline population',
    `${noCurrent}, or n is below 2`,
  ),
  protocolDifference: number(
    'What the definitions do to the same data',
    'currentMean − studyMean',
    '',
    'one of the two is empty',
  ),
};
