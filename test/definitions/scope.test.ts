import { describe, expect, it } from 'vitest';
import { nearestWords } from '../../src/definitions/nearest-words.ts';
import {
  knownTasks,
  listTasks,
  modalityUnder,
  refuseForeign,
  refuseUnknown,
  type Scope,
  type ScopeChoice,
  toListings,
  toScope,
} from '../../src/definitions/scope.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';

const scopeOf = (choice: Partial<ScopeChoice> = {}): Scope => {
  const scope = toScope({ protocol: 'current', ...choice });
  if ('problem' in scope) throw new Error(scope.problem);
  return scope;
};

const refusalOf = (choice: Partial<ScopeChoice>): string => {
  const scope = toScope({ protocol: 'current', ...choice });
  return 'problem' in scope ? scope.problem : 'not refused';
};

describe('what a collection covers', () => {
  it('by default every task of nlp and cv, with those that are hidden or gone', () => {
    const { all, modalities, tasks, limited } = scopeOf();
    expect({ all, modalities, limited }).toEqual({ all: false, modalities: ['nlp', 'cv'], limited: false });
    for (const task of ['text2text-generation', 'conversational', 'fill-mask', 'mask-generation'])
      expect(tasks).toContain(task);
    expect(tasks).not.toContain('automatic-speech-recognition');
    expect(tasks).toEqual([...tasks].sort());
  });

  it('under study-2025 its 12 NLP and 18 CV tasks', () => {
    const { tasks } = scopeOf({ protocol: 'study-2025' });
    expect(tasks).toEqual(study2025Tasks.map(({ task }) => task).sort());
    expect(tasks.filter((task) => modalityUnder('study-2025', task) === 'nlp')).toHaveLength(12);
    expect(tasks.filter((task) => modalityUnder('study-2025', task) === 'cv')).toHaveLength(18);
    expect(modalityUnder('study-2025', 'conversational')).toBeNull();
  });

  it('named tasks, each once, with their modalities in the order of the contract', () => {
    expect(scopeOf({ task: ['image-to-3d', 'fill-mask', 'image-to-3d'] })).toEqual({
      ...{ all: false, modalities: ['nlp', 'cv'], tasks: ['fill-mask', 'image-to-3d'], limited: false },
    });
    expect(scopeOf({ task: ['fill-mask'], modality: ['nlp'] }).tasks).toEqual(['fill-mask']);
    expect(scopeOf({ modality: ['audio', 'nlp'] }).modalities).toEqual(['nlp', 'audio']);
  });

  it('every repo, and the most downloaded ones of each task', () => {
    expect(scopeOf({ all: true, limit: 5 })).toMatchObject({
      ...{ all: true, tasks: [], limited: true, order: 'downloads' },
      modalities: ['nlp', 'cv', 'audio', 'multimodal', 'tabular', 'rl', 'other'],
    });
    expect(scopeOf({ all: true })).not.toHaveProperty('order');
  });

  it('reads models and datasets of each task, or all of both', () => {
    expect(toListings(scopeOf({ task: ['fill-mask'] }))).toEqual([
      { kind: 'models', task: 'fill-mask' },
      { kind: 'datasets', task: 'fill-mask' },
    ]);
    expect(toListings(scopeOf({ all: true }))).toEqual([
      { kind: 'models', task: null },
      { kind: 'datasets', task: null },
    ]);
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<ScopeChoice>, RegExp]>([
    [
      'a modality that is not one',
      { modality: ['nlp', 'text'] },
      /no modality "text"; choose from nlp, cv, /,
    ],
    [
      'a task that is not one',
      { task: ['fil-mask'] },
      /no task "fil-mask"; did you mean fill-mask, \S+, \S+\?/,
    ],
    [
      'a task that the study has not',
      { protocol: 'study-2025', task: ['conversational'] },
      /of study-2025 "/,
    ],
    [
      'an empty task, with every choice',
      { task: [''] },
      /no task ""; choose from .*conversational, .*fill-mask/,
    ],
    [
      'a task of another modality',
      { task: ['fill-mask'], modality: ['tabular'] },
      /fill-mask belongs to nlp, not to --modality tabular; choose from tabular-/,
    ],
    ['everything of a modality', { all: true, modality: ['nlp'] }, /--all reads every repo/],
    ['everything of a task', { all: true, task: ['fill-mask'] }, /--all reads every repo/],
    [
      'a modality without a task',
      { protocol: 'study-2025', modality: ['audio', 'rl'] },
      /study-2025 has no task in audio, rl/,
    ],
  ])('%s', (_, choice, message) => {
    expect(refusalOf(choice)).toMatch(message);
  });

  it('a task of another modality than the one chosen, with the tasks of that one', () => {
    expect(refuseForeign('current', ['tabular', 'rl'], ['fill-mask'])?.problem).toBe(
      '--task fill-mask belongs to nlp, not to --modality tabular,rl; choose from reinforcement-learning, ' +
        'robotics, tabular-classification, tabular-regression, tabular-to-text, time-series-forecasting',
    );
  });

  it('names another modality where the one chosen has no task', () => {
    expect(refuseForeign('study-2025', ['audio'], ['fill-mask'])?.problem).toMatch(
      /choose from another modality$/,
    );
    expect(refuseForeign('current', ['nlp', 'cv'], ['fill-mask', 'image-to-3d'])).toBeNull();
  });

  it('nothing that is known', () => {
    expect(refuseUnknown({ protocol: 'current', modality: ['rl'], task: knownTasks('current') })).toBeNull();
    expect(refuseUnknown({ protocol: 'study-2025' })).toBeNull();
  });
});

it.each(['current', 'study-2025'] as const)(
  'every task once, with its modality, by its word: %s',
  (protocol) => {
    const listed = listTasks(protocol);
    expect(listed.map(({ task }) => task)).toEqual([...new Set(knownTasks(protocol))].sort());
    for (const { task, modality } of listed) expect(modality).toBe(modalityUnder(protocol, task));
  },
);

it('the nearest words take the fewest letters put in, taken out or changed; ties in their order', () => {
  const words = ['kitten', 'sitting', 'Mitten', 'smitten', 'kit'];
  // 0; then s→m→ one letter each.
  expect(nearestWords('KITTEN', words)).toEqual(['kitten', 'Mitten', 'smitten']);
  expect(nearestWords('kit', words)).toEqual(['kit', 'kitten', 'Mitten']);
  expect(nearestWords('', ['abc', 'ab', 'a', ''])).toEqual(['', 'a', 'ab']);
  // Three for sitting, by changing two letters and adding one; two for smitten.
  expect(nearestWords('kitten', ['sitting', 'smitten', 'abcd'])).toEqual(['smitten', 'sitting', 'abcd']);
});
