import { seededRandom } from '../../src/statistics/random.ts';

/** Seeded samples of every kind: short and long, flat and heavy-tailed, with and without zeros. */
export function randomSamples(howMany: number): number[][] {
  return Array.from({ length: howMany }, (_, index) => {
    const random = seededRandom(`samples ${index}`);
    const length = 1 + Math.floor(random() * 60);
    const heavy = random() < 0.5;
    return Array.from({ length }, () =>
      heavy ? Math.floor(1 / (1.0001 - random())) - 1 : Math.floor(random() * 8),
    );
  });
}

/** A sample in a random order. */
export function shuffled(sample: readonly number[], seed: string): number[] {
  const random = seededRandom(seed);
  return sample
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
