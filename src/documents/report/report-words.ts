import type { Fact } from '../page.ts';

/** The words of a report's tables, for readers: the heading, and what it means. */
const columnWords: readonly { keys: readonly string[]; label: string; text: string }[] = [
  { keys: ['nNonzero'], label: 'n>0', text: 'members with a value of at least 1' },
  { keys: ['nAll'], label: 'n all', text: 'every member of the task' },
  { keys: ['mean', 'sd'], label: 'µ, σ', text: 'mean and sample standard deviation of the values' },
  {
    keys: ['gini', 'giniNonzero'],
    label: 'Gini',
    text: '0 if all have the same, near 1 if a few hold everything; over n all, members with a value of 0 count too',
  },
  {
    keys: ['top1PctShare'],
    label: 'top 1 %',
    text: 'share of the total that the largest 1 % of all members hold',
  },
  {
    keys: ['spread'],
    label: 'spread',
    text: 'a bar for the members with 0, 1, 2–3, 4–15, 16–63, 64–255, 256–1023 and more, taller by the logarithm of their number; · for none',
  },
  { keys: ['distinct'], label: 'distinct', text: 'distinct datasets that the models declare' },
  {
    keys: ['effectiveDistinct'],
    label: 'eff. distinct',
    text: 'the number of datasets, used equally often, that would be as diverse',
  },
  {
    keys: ['distinctRarefied'],
    label: 'distinct of m',
    text: 'distinct datasets expected of m declaring models: comparable between tasks of any size',
  },
  { keys: ['meanCi', 'sdCi', 'giniCi'], label: '95 %', text: 'bootstrap interval, [low, high]' },
  {
    keys: ['publishedMean', 'publishedSd'],
    label: 'published',
    text: 'the figures of the study: on its poster, or computed by its notebooks',
  },
  {
    keys: ['mark'],
    label: 'mark',
    text: 'what the audit of the published figures finds: impossible or suspicious',
  },
  { keys: ['studyMean', 'studySd'], label: 'ours', text: 'the figures of study-2025 on this snapshot' },
  {
    keys: ['meanDifference', 'sdDifference'],
    label: 'Δµ, Δσ',
    text: 'ours minus the published figure: other data, another day',
  },
  {
    keys: ['currentMean', 'currentSd'],
    label: 'current',
    text: 'the figures of the protocol current on this snapshot; minus ours, what the definitions change',
  },
  {
    keys: ['tasks'],
    label: 'tasks',
    text: 'tasks with a mean by the definition and under the choice, each over 30 members or more',
  },
  {
    keys: ['sameTop'],
    label: 'the same',
    text: 'whether the same one of these tasks has the highest mean by the definition; tie: several share it',
  },
  {
    keys: ['tau'],
    label: 'tau-b',
    text: 'how alike the two orders of these tasks are: 1 the same, 0 unrelated, −1 reversed',
  },
  { keys: ['tail'], label: 'tail', text: 'a power law fitted to the largest values, and the verdict on it' },
];

/** What the headings of some columns mean. */
export const toWords = (keys: ReadonlySet<string>): Fact[] =>
  columnWords
    .filter((word) => word.keys.some((key) => keys.has(key)))
    .map(({ label, text }) => ({ label, text }));
