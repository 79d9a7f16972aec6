import { describe, expect, it } from 'vitest';
import { type TrendSnapshot, trendWarnings } from '../../src/documents/trend/trend.ts';

const whole: TrendSnapshot = {
  date: '2026-01-01',
  endpoint: 'https://hub.example',
  source: 'crawl',
  protocol: 'current',
  scope: { all: true, modalities: ['nlp', 'cv'], tasks: [], limited: false },
  cards: true,
  dump: null,
  tasksPackage: 'tasks 1',
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T01:00:00.000Z',
  complete: true,
  models: 1,
  datasets: 1,
};
const on = (date: string, change: Partial<TrendSnapshot> = {}): TrendSnapshot => ({
  ...whole,
  date,
  ...change,
});
const asked = { protocol: 'current' as const, questions: ['RQ3'], modalities: ['nlp', 'cv'] };

describe('what a trend cannot see', () => {
  it('is nothing where every date is whole and alike', () => {
    expect(trendWarnings([on('2026-01-01'), on('2026-01-02')], asked)).toEqual([]);
    expect(trendWarnings([], asked)).toEqual([]);
  });

  it('is reported once, with the dates it holds for unless it holds for all', () => {
    const open = { complete: false, finishedAt: null };
    const [one, ...others] = trendWarnings([on('2026-01-01'), on('2026-01-02', open)], asked);
    expect(one).toMatch(/^2026-01-02: Incomplete/);
    expect(others).toEqual([]);
    expect(trendWarnings([on('2026-01-01', open), on('2026-01-02', open)], asked)).toEqual([
      expect.stringMatching(/^Incomplete/),
    ]);
    const five = [1, 2, 3, 4].map((day) => on(`2026-01-0${day}`, open));
    expect(trendWarnings([...five, on('2026-01-05')], asked)).toEqual([
      expect.stringMatching(/^4 dates from 2026-01-01 to 2026-01-04: Incomplete/),
    ]);
  });

  it('names what the dates differ in: scope, and RQ3 without a collection of everything', () => {
    const some = { scope: { all: false, modalities: ['nlp', 'cv'], tasks: ['fill-mask'], limited: true } };
    const warnings = trendWarnings([on('2026-01-01'), on('2026-01-02', some)], asked);
    expect(warnings).toEqual([
      expect.stringMatching(/^2026-01-02: Limited/),
      expect.stringMatching(/^2026-01-02: RQ3: derivatives without a collected task are missing/),
      expect.stringMatching(/^The dates differ in scope,/),
    ]);
    const moved = on('2026-01-02', { tasksPackage: 'tasks 2', endpoint: 'https://other.example' });
    expect(trendWarnings([on('2026-01-01'), moved], asked)).toEqual([
      expect.stringMatching(/^The dates differ in endpoint, tasks package,/),
    ]);
  });

  it('states once that dates come from dumps, each of which has a name and an age of its own', () => {
    const dump = (of: string) => ({ source: 'dump', dump: { of, latest: of, kinds: ['models'] } });
    expect(trendWarnings([on('2026-01-01', dump('a')), on('2026-01-02', dump('b'))], asked)).toEqual([
      expect.stringMatching(/^Dump: from a dump of the Hub/),
      expect.stringMatching(/^Dump: no datasets were read/),
    ]);
  });
});
