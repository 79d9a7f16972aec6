/** Whether the slow tier runs: `npm run test:all`. */
export const isSlowTier = process.env.HFREUSE_TIER === 'slow';

/** Seeds 1, 2, 3 … of a property test: a few in the quick tier, all of them in the slow one. */
export const seeds = (quick: number, all: number): number[] =>
  Array.from({ length: isSlowTier ? all : quick }, (_, index) => index + 1);

/** The cases of a test: the first few in the quick tier, all of them in the slow one. */
export const pickCases = <Case>(quick: number, all: readonly Case[]): readonly Case[] =>
  isSlowTier ? all : all.slice(0, quick);
