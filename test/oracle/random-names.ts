/** Seeded choices, and the nasty texts that random snapshots are made of. */

export interface Dice {
  /** Uniform in [0, 1). */
  next(): number;
  chance(share: number): boolean;
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
  /** Between 0 and `most` items made by `make`. */
  some<T>(most: number, make: () => T): T[];
}

/** mulberry32: small, and good enough to choose test data. */
export function dice(seed: number): Dice {
  let state = (seed * 2654435761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    chance: (share) => next() < share,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    some: (most, make) => Array.from({ length: below(most + 1) }, make),
  };
}

// Few tasks, so that each gets members; words that are not tasks; words that trap objects used as maps.
export const taskWords = [
  'text-classification',
  'text-generation',
  'fill-mask',
  'text2text-generation',
  'conversational',
  'sentence-similarity',
  'image-classification',
  'image-to-text',
  'text-to-3d',
  'audio-classification',
  'tabular-regression',
  'reinforcement-learning',
  'any-to-any',
  'other',
  'Text-Classification',
  'None',
  'constructor',
  '__proto__',
];

/** Names that can be no repo id. */
export const malformedNames = [
  './local',
  '../up',
  '/abs/path',
  '~/model',
  'C:\\Models\\x',
  'adapter:org/m1',
  'finetune:org/m1',
  'a/b/c',
  'two words',
  'a,b',
  '[squad](https://huggingface.co/datasets/squad)',
  '..',
  'org/..',
  './x',
  'org//x',
  'org/\u212Aelvin',
  'orgé/x',
  'httpſ://hf.co/org/m1',
  'null\u0000byte',
  '=cmd()',
  'line\nbreak',
  'https://huggingface.co',
  'https://example.org/org/m1',
  '\u{1F917}',
  'a"b',
  "o'brien",
  'datasets/org/m1',
];

/** Ghosts: well-formed names that nothing in a random snapshot has. */
export const ghostNames = [
  'ghost/one',
  'Ghost/One',
  'ghost-two',
  'constructor',
  '__proto__',
  'toString',
  '0',
  '...',
  '-',
];

export const placeholderNames = [
  'csv',
  'JSON',
  'imagefolder',
  'unknown',
  'None',
  'null',
  'text',
  'pdffolder',
];

/** Another case for some letters. */
export const shuffleCase = (d: Dice, name: string): string =>
  [...name].map((c) => (d.chance(0.5) ? c.toUpperCase() : c.toLowerCase())).join('');

/** The same name as people write it: blanks, URLs, slashes. */
export function dressUp(d: Dice, name: string): string {
  let text = name;
  if (d.chance(0.1)) text += d.pick(['/', '//']);
  if (d.chance(0.15))
    text =
      d.pick([
        'https://huggingface.co/',
        'http://hf.co/',
        'HTTPS://HuggingFace.co/',
        'https://huggingface.co/datasets/',
        'http://HF.co/Datasets/',
        'https://hf.co//',
      ]) + text;
  if (d.chance(0.1)) text = d.pick([' ', '\t', '\u00a0', '\ufeff', '\u3000', '\u2003\n', '\u0085']) + text;
  if (d.chance(0.1)) text += d.pick([' ', '\r\n', '\u2028', '\u200b', '\v']);
  return text;
}
