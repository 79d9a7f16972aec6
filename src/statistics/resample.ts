import { binomial } from './binomial.ts';
import type { Frequencies } from './frequencies.ts';
import type { Random } from './random.ts';

/** Values with at most this many members are drawn member by member: quicker than a binomial draw each. */
const mostDrawnSingly = 12;

/**
 * Draws n members with replacement, as a table of counts: exactly multinomial. The frequent values take conditional
 * binomial draws; what they leave is spread member by member over the rare ones, of which a heavy tail has many.
 * @param draws how many members to draw; as many as there are, where not given
 * @returns a function that writes the next resample's counts, in the order of the values
 */
export function resampler(
  { counts, n }: Frequencies,
  random: Random,
  draws: number = n,
): (into: Float64Array) => void {
  const frequent: number[] = [];
  const rare: number[] = [];
  for (const [index, count] of counts.entries()) (count > mostDrawnSingly ? frequent : rare).push(index);
  frequent.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  const owners = Uint32Array.from(rare.flatMap((index) => Array<number>(counts[index] ?? 0).fill(index)));
  return (into) => {
    into.fill(0);
    let left = draws;
    let members = n;
    for (const index of frequent) {
      const count = counts[index] ?? 0;
      const drawn = members === count ? left : binomial(left, count / members, random);
      into[index] = drawn;
      left -= drawn;
      members -= count;
    }
    for (; left > 0; left -= 1) {
      const index = owners[Math.floor(random() * owners.length)] ?? 0;
      into[index] = (into[index] ?? 0) + 1;
    }
  };
}
