import { expect, it } from 'vitest';
import { choicesOf } from '../../src/definitions/grid-choices.ts';
import {
  chooseMeasures,
  definitionsOf,
  type MeasureOf,
  measureOf,
  measuresOf,
} from '../../src/definitions/protocols.ts';
import { modalityOf, tasksOf } from '../../src/definitions/tasks.ts';

const everyQuestion = ['RQ1', 'RQ2', 'RQ3'];
const named = (protocol: 'current' | 'study-2025', measures: string[] | null = null) =>
  chooseMeasures({
    protocol,
    questions: everyQuestion,
    measures: measures as MeasureOf<'current'>[] | null,
  }).map(({ question, measure, population }) => `${question} ${measure} ${population}`);

it('the measures of an ordinary report, with their headline populations', () => {
  expect(named('current')).toEqual([
    'RQ1 datasets-per-model nonzero',
    'RQ2 models-per-dataset all',
    'RQ3 derivatives-per-model all',
    'RQ3 bases-per-model nonzero',
  ]);
  expect(named('study-2025')).toEqual([
    'RQ1 datasets-per-model nonzero',
    'RQ2 models-per-dataset all',
    'RQ3 bases-per-model nonzero',
  ]);
  expect(chooseMeasures({ protocol: 'current', questions: ['RQ2'] }).map(({ measure }) => measure)).toEqual([
    'models-per-dataset',
  ]);
});

it('the measures beyond them, only where they are named', () => {
  const further = [
    'RQ2 owners-per-dataset all',
    'RQ2 uses-per-owner all',
    'RQ2 downloads-per-dataset all',
    'RQ3 owners-per-model all',
    'RQ3 descendants-per-model all',
    'RQ3 derivatives-per-owner all',
    'RQ3 downloads-per-model all',
  ];
  const names = further.map((line) => line.split(' ')[1] ?? '');
  expect(named('current', names)).toEqual(further);
  expect(named('study-2025', names)).toEqual([]);
  expect(named('current', ['bases-per-model'])).toEqual(['RQ3 bases-per-model nonzero']);
  expect(measuresOf.current.filter(({ onRequest }) => onRequest)).toHaveLength(7);
});

it('a measure by its name; one that the protocol has not is refused', () => {
  expect(measureOf('study-2025', 'bases-per-model')).toMatchObject({
    question: 'RQ3',
    population: 'nonzero',
  });
  const other = 'owners-per-model' as MeasureOf<'study-2025'>;
  expect(() => measureOf('study-2025', other)).toThrow('study-2025 has no measure owners-per-model');
});

it('one definition a question, those of two measures one after the other', () => {
  const definitions = definitionsOf({ protocol: 'current', questions: ['RQ1', 'RQ3'] });
  expect(Object.keys(definitions)).toEqual(['RQ1', 'RQ3']);
  expect(definitions.RQ1).toMatch(/^datasets-per-model: Per model /);
  expect(definitions.RQ3).toMatch(/^derivatives-per-model: Per model .* bases-per-model: Per model /);
});

it('a task has the modality of the package, those gone from it are nlp, and other words have none', () => {
  expect(['text2text-generation', 'conversational', 'image-to-3d', 'no-task'].map(modalityOf)).toEqual([
    ...['nlp', 'nlp', 'cv', null],
  ]);
  expect(tasksOf(['tabular'])).toEqual([...tasksOf(['tabular'])].sort());
  expect(tasksOf(['tabular']).map(modalityOf)).toEqual(tasksOf(['tabular']).map(() => 'tabular'));
  expect(tasksOf(['tabular'])).toContain('tabular-classification');
});

const offered = (protocol: 'current' | 'study-2025', name: string) =>
  choicesOf(protocol, [measureOf(protocol, name as MeasureOf<'study-2025'>)]).map(
    ({ choice, setting }) => `${choice}: ${setting}`,
  );

it('the choices of a grid begin with the definition itself and are those that can change the measure', () => {
  expect(offered('current', 'datasets-per-model')).toEqual([
    ...['protocol: current', 'protocol: study-2025', 'zeros: in', 'taskOf: all tags'],
    ...['repeats: kept', 'renames: not followed'],
  ]);
  expect(offered('current', 'models-per-dataset')).toEqual([
    ...['protocol: current', 'protocol: study-2025', 'zeros: out', 'scope: same task'],
    ...['repeats: kept', 'renames: not followed', 'users: owners'],
  ]);
  const relations = ['finetune', 'adapter', 'quantized', 'merge', 'unspecified'].flatMap((relation) => [
    `relations: without ${relation}`,
    `relations: ${relation} alone`,
  ]);
  expect(offered('current', 'derivatives-per-model')).toEqual([
    ...['protocol: current', 'zeros: out', 'taskOf: all tags', 'repeats: kept', 'renames: not followed'],
    ...relations,
    ...['direction: bases per derivative', 'users: owners'],
  ]);
  expect(offered('current', 'bases-per-model')).toEqual([
    ...['protocol: current', 'protocol: study-2025', 'zeros: in', 'taskOf: all tags', 'repeats: kept'],
    ...['renames: not followed', ...relations, 'direction: derivatives per model'],
  ]);
  expect(offered('current', 'owners-per-dataset')).toEqual([
    ...['protocol: current', 'zeros: out', 'renames: not followed', 'users: models'],
  ]);
});

it('of several measures, what can change any of them', () => {
  const both = ['datasets-per-model', 'models-per-dataset'] as const;
  const choices = choicesOf(
    'current',
    both.map((name) => measureOf('current', name)),
  ).map(({ choice, setting }) => `${choice}: ${setting}`);
  expect(choices.sort()).toEqual([...new Set(both.flatMap((name) => offered('current', name)))].sort());
});

it.each(['current', 'study-2025'] as const)('every choice under %s has a sentence of its own', (protocol) => {
  const choices = choicesOf(protocol, measuresOf[protocol]);
  expect(choices.length).toBeGreaterThan(8);
  for (const { says } of choices) expect(says).toMatch(/^[A-Z].{20,}\.$/);
  expect(new Set(choices.map(({ says }) => says)).size).toBe(choices.length);
});

it('the choices under study-2025', () => {
  const both = ['protocol: study-2025', 'protocol: current'];
  expect(offered('study-2025', 'datasets-per-model')).toEqual([
    ...[...both, 'zeros: in', 'taskOf: pipeline tag', 'repeats: counted once'],
  ]);
  expect(offered('study-2025', 'models-per-dataset')).toEqual([
    ...[
      ...both,
      'zeros: out',
      'taskOf: pipeline tag',
      'scope: any task',
      'repeats: kept',
      'renames: followed',
    ],
  ]);
  expect(offered('study-2025', 'bases-per-model')).toEqual([
    ...[...both, 'zeros: in', 'taskOf: pipeline tag', 'repeats: counted once'],
    'direction: derivatives per model',
  ]);
});
