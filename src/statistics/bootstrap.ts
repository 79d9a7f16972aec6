import { quantileSorted } from 'simple-statistics';
import { type Pace, toPace } from '../async.ts';
import { type Frequencies, totalOf } from './frequencies.ts';
import { seededRandom } from './random.ts';
import { resampler } from './resample.ts';

/** Lower and upper end. */
export type ConfidenceInterval = [low: number, high: number];

/** 95 % intervals; null where a figure, or its interval, does not exist. */
export interface BootstrapIntervals {
  mean: ConfidenceInterval | null;
  sd: ConfidenceInterval | null;
  gini: ConfidenceInterval | null;
}

/**
 * 95 % percentile bootstrap intervals of the mean, the sample standard deviation and the Gini coefficient: from the 2.5 %
 * to the 97.5 % quantile (type 7) of the figures of resamples. They describe a hypothetical population like this one and
 * fail where its variance is infinite; see `judgeIntervals`. Resamples whose total is 0 have no Gini; where they are more
 * than one in twenty, it has no interval.
 * Source: Efron 1979, Bootstrap Methods: Another Look at the Jackknife.
 * Known values: the exact bootstrap of the mean of 1 1 1 10 takes 1, 3.25, 5.5, 7.75, 10 with weights 81, 108, 54, 12, 1
 * of 256, so that its standard deviation is 1.9485572.
 * @param resamples how many, at least 1
 * @param seed text that names the row (seed|question|measure|task): leaving rows out changes no other row
 */
export async function bootstrap(
  frequencies: Frequencies,
  resamples: number,
  seed: string,
  pace: Pace = toPace(),
): Promise<BootstrapIntervals> {
  const { n } = frequencies;
  if (n === 0) return { mean: null, sd: null, gini: null };
  const figures = await resampleFigures(frequencies, resamples, seed, pace);
  return {
    mean: takeInterval(figures.mean),
    sd: n < 2 ? null : takeInterval(figures.sd),
    gini: takeInterval(figures.gini),
  };
}

/** The figures of every resample; NaN where one does not exist. */
export async function resampleFigures(
  frequencies: Frequencies,
  resamples: number,
  seed: string,
  pace: Pace = toPace(),
) {
  const { values, n } = frequencies;
  const draw = resampler(frequencies, seededRandom(seed));
  const counts = new Float64Array(values.length);
  // Deviations from the sample's own mean: no digits are lost.
  const origin = totalOf(frequencies) / n;
  const figures = {
    mean: new Float64Array(resamples),
    sd: new Float64Array(resamples),
    gini: new Float64Array(resamples),
  };
  for (let resample = 0; resample < resamples; resample += 1) {
    draw(counts);
    const due = pace(4 * counts.length);
    if (due !== undefined) await due;
    let away = 0;
    let squares = 0;
    let total = 0;
    let ranked = 0;
    let below = 0;
    for (let index = 0; index < counts.length; index += 1) {
      const count = counts[index] ?? 0;
      if (count === 0) continue;
      const value = values[index] ?? 0;
      const deviation = value - origin;
      away += count * deviation;
      squares += count * deviation * deviation;
      total += count * value;
      ranked += count * (2 * below + count - n) * value;
      below += count;
    }
    figures.mean[resample] = origin + away / n;
    figures.sd[resample] = Math.sqrt(Math.max(0, squares - (away * away) / n) / (n - 1));
    figures.gini[resample] = total === 0 ? Number.NaN : ranked / (n * total);
  }
  return figures;
}

function takeInterval(figures: Float64Array): ConfidenceInterval | null {
  const sorted = figures.filter((figure) => !Number.isNaN(figure)).sort();
  if (sorted.length < 0.95 * figures.length || sorted.length === 0) return null;
  // The package reads length and index only; see `describe`.
  const sample = sorted as ArrayLike<number> as readonly number[];
  return [quantileSorted(sample, 0.025), quantileSorted(sample, 0.975)];
}
