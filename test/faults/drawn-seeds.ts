import { isSlowTier } from '../support/tier.ts';

const first = Number(process.env.FAULTS_SEED ?? 1);
const runs = Number(process.env.FAULTS_RUNS ?? (isSlowTier ? 200 : 2));

/** The seeds to draw schedules from, dealt out to two files so that two processors work. */
export const drawnSeeds = (half: 0 | 1): number[] =>
  Array.from({ length: runs }, (_, index) => first + index).filter((_, index) => index % 2 === half);
