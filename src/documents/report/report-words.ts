import type { Fact } from '../page.ts';

/** The words of a report's tables, for readers: the heading, and what it means. */
const words: readonly { keys: readonly string[]; label: string; text: string }[] = [
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
  { keys: ['tail'], label: 'tail', text: 'a power law fitted to the largest values, and the verdict on it' },
];

/** What the headings of some columns mean. */
export const toWords = (keys: ReadonlySet<string>): Fact[] =>
  words.filter((word) => word.keys.some((key) => keys.has(key))).map(({ label, text }) => ({ label, text }));
