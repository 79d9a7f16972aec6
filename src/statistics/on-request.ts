import { type Pace, toPace } from '../async.ts';
import { type Frequencies, withoutZeros } from './frequencies.ts';
import type { IntervalName } from './judge-intervals.ts';
import { type LorenzPoint, lorenz } from './lorenz.ts';
import type { Tail } from './tail/fit-tail.ts';

/** What costs time and is computed only when asked for. */
export interface Requests {
  /** Resamples of the bootstrap; 0 for no intervals. */
  resamples: number;
  /** Fit the tail. */
  fitTail: boolean;
  /** Simulations for the fit's p; 0 for none. */
  simulations: number;
  /** The points of the Lorenz curve. */
  lorenz: boolean;
  seed: number;
}

/** The figures of a row that are there on request alone. */
export interface Requested {
  /** 95 % percentile bootstrap intervals, [low, high]; null where they would miss the truth more often than not. */
  meanCi?: [number, number] | null;
  sdCi?: [number, number] | null;
  giniCi?: [number, number] | null;
  /** Why the intervals should not be trusted, or are not there; null if there is no such reason. */
  ciWarning?: string | null;
  /** Points of the Lorenz curve, shares of members and of the total. */
  lorenz?: LorenzPoint[] | null;
  /** The fitted tail of the values ≥ 1. */
  tail?: Tail | null;
}

/**
 * The figures asked for, and no others; what computes them is loaded then. The seed of a row is made of its own name, so that leaving rows out changes no
 * other row.
 * @param all how often each value of the measure occurs among the members
 * @param row what names the row
 * @param pace where the program may pause, and be interrupted
 */
export async function figuresOnRequest(
  all: Frequencies,
  row: { question: string; measure: string; task: string; population: 'all' | 'nonzero' },
  requests: Requests,
  pace: Pace = toPace(),
): Promise<Requested> {
  if (requests.resamples === 0 && !requests.fitTail && !requests.lorenz) return {};
  const seed = `${requests.seed}|${row.question}|${row.measure}|${row.task}`;
  const figures: Requested = {};
  const isTailNeeded = requests.fitTail || requests.resamples > 0;
  const tail = isTailNeeded
    ? await (await import('./tail/fit-tail.ts')).fitTail(all, requests.simulations, seed, pace)
    : null;
  if (requests.resamples > 0 && tail !== null) {
    const { bootstrap } = await import('./bootstrap.ts');
    const { judgeIntervals } = await import('./judge-intervals.ts');
    const headline = row.population === 'all' ? all : withoutZeros(all);
    const { mean, sd } = await bootstrap(headline, requests.resamples, seed, pace);
    const { gini } = await bootstrap(all, requests.resamples, `${seed}|gini`, pace);
    const { unusable, warning } = judgeIntervals({ mean: headline.n, sd: headline.n, Gini: all.n }, tail);
    const keepUsable = <T>(name: IntervalName, interval: T): T | null =>
      unusable.includes(name) ? null : interval;
    figures.meanCi = keepUsable('mean', mean);
    figures.sdCi = keepUsable('sd', sd);
    figures.giniCi = keepUsable('Gini', gini);
    figures.ciWarning = warning;
  }
  if (requests.fitTail) figures.tail = tail;
  if (requests.lorenz) figures.lorenz = lorenz(all);
  return figures;
}
