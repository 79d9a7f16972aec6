import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import type { ComparisonRow } from '../comparison.ts';
import type { GridRow } from '../grid-rows.ts';
import type { StatusDocument } from '../status-document.ts';
import { counted, type Entries, type Entry, words } from './entry.ts';

/** `streams` of `status`. */
export const streamEntries: Entries<keyof StatusDocument['streams'][number]> = {
  kind: words('models or datasets'),
  task: words('Task that was listed', 'every repo was listed (--all)'),
  pages: counted('Pages read', 'pages'),
  rows: counted('Repos read, each once', 'repos'),
  state: words('done, partial (not yet at its end) or failed'),
  error: words('Why it failed', 'it did not fail'),
};

const references = (meaning: string): Entry => ({
  ...counted(meaning, 'references', 'distinct pairs of a model and a cleaned, folded name'),
  emptyWhen: 'never',
});

/** `references` of `status`, of datasets and of base models. */
export const referenceEntries: Entries<
  keyof StatusDocument['references']['datasets'] | keyof StatusDocument['references']['baseModels']
> = {
  declared: { ...references('All references'), formula: 'sum of the others but selfLoops' },
  listed: references('The name is in the snapshot, case aside'),
  renamed: references('In the snapshot under another name'),
  placeholder: references('A word that is no dataset, such as json or imagefolder; datasets only'),
  malformed: references('Cannot be a repo id'),
  outside: references('Exists on the Hub, under this name or another, but was not listed'),
  missing: references('The Hub knows no such repo, or hides it'),
  unresolved: references('Never looked up, or the look-up failed'),
  selfLoops: references(
    'A model that names itself: left out of the graph, among listed or renamed; base models only',
  ),
};

/** `unknownTasks` of `status`. */
export const unknownTaskEntries: Entries<keyof StatusDocument['unknownTasks'][number]> = {
  task: words('Task word without a modality: it has no row in a report'),
  models: counted('Models with it as pipeline tag', 'models'),
  datasets: counted('Datasets with it among their task_categories', 'datasets'),
};

/** The columns of `audit`; the label columns of the file come before them. */
export const auditEntries: Entries<Exclude<keyof AuditRow, 'labels'>> = {
  mean: words('The mean as printed'),
  sd: words('The standard deviation as printed', 'none is printed'),
  n: counted('Number of values that the file gives', 'values', '', 'the file gives none'),
  verdict: words(
    'possible: n such numbers exist whose mean and deviation are printed so; impossible; suspicious: possible alone, but its deviation stands in another cell with another mean too',
  ),
  reasons: {
    ...words(
      'Every test that speaks against the row: count-bound, grim, grimmer, range, duplicate-sd, and what it says',
      'no test speaks',
    ),
    reference: 'Brown & Heathers 2017; Anaya 2016; Allard 2018',
  },
  smallestN: counted(
    'Least n of 2 or more for which such numbers exist',
    'values',
    '',
    'n is given, or no n fits',
  ),
};

const published = 'published figures';
const number = (meaning: string, formula: string, population: string, emptyWhen: string): Entry => ({
  meaning,
  unit: 'of the measure',
  formula,
  population,
  reference: '',
  emptyWhen,
});
const noStudy = 'the snapshot has no such task under study-2025';
const noCurrent = 'the snapshot has no such task under current';

/** The columns of `report --protocol study-2025 --compare`. */
export const comparisonEntries: Entries<keyof ComparisonRow> = {
  question: words('Research question'),
  modality: words('Modality, as the study had it'),
  task: words('Task word'),
  source: words(
    'Where the figure was published: poster, or computed by the notebooks',
    'it was not published',
  ),
  publishedMean: {
    ...number('Published mean', '', published, 'it was not published'),
    reference: 'Park & Yoon 2025',
  },
  publishedSd: {
    ...number('Published standard deviation', '', published, 'none was published'),
    reference: 'Park & Yoon 2025',
  },
  mark: words(
    'impossible or suspicious, by audit of both published tables',
    'nothing speaks against the figures',
  ),
  reasons: words('What the audit says', 'it says nothing'),
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

/** The columns of the rows of `report --grid`. */
export const gridEntries: Entries<keyof GridRow> = {
  question: words('Research question'),
  measure: words('What is counted for each member'),
  modality: words('Modality of the task'),
  task: words('Task word'),
  choice: words(
    'Which choice is made otherwise: protocol, zeros, taskOf, scope, repeats, renames, relations, direction',
  ),
  setting: words('How it is made'),
  population: words('Population of this mean'),
  n: counted('Members', 'members', 'population of the row'),
  mean: number('Mean under the choice', 'Σx / n', 'population of the row', 'there is no member'),
  sd: number(
    'Standard deviation under the choice',
    '√(Σ(x − mean)² / (n − 1))',
    'population of the row',
    'n is below 2',
  ),
  meanChange: number(
    'This mean less that of the protocol’s own definition',
    'mean − own mean',
    '',
    'one of the two is empty',
  ),
  rank: counted(
    'Place among the tasks of the modality by this mean, the greatest first; equal means share the least',
    'place',
    'tasks of the modality with a mean',
    'there is no mean',
  ),
  ranked: counted('How many tasks are ranked', 'tasks', 'tasks of the modality with a mean'),
};
