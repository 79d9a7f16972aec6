import { sqlText } from '../../text.ts';

/**
 * Randomness as SQL text. DuckDB's own hash() and random() may change between versions and with the number of
 * threads; plain 32-bit arithmetic does not.
 */

const mask = 0xffffffff;

/** One round trip of "lowbias32" (Chris Wellons, 2018, public domain): 32 bits to 32 bits, one to one. */
export function mix32(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}

/** Draws of one seed. */
export interface Dice {
  /** SQL for 32 hashed bits (UBIGINT) of a whole number below 2^31, different for every salt. */
  bits(expression: string, salt: string): string;
  /** SQL for a DOUBLE in [0, 1). */
  uniform(expression: string, salt: string): string;
}

/** The dice of a seed; every salt is a die of its own. */
export function dice(seed: number): Dice {
  const bits = (expression: string, salt: string): string => {
    const start = saltBits(seed, salt);
    const s = `((((${expression})::UBIGINT * 2654435769) + ${start}) & ${mask})`;
    const a = `((xor(${s}, ${s} >> 16) * ${0x7feb352d}) & ${mask})`;
    const b = `((xor(${a}, ${a} >> 15) * ${0x846ca68b}) & ${mask})`;
    return `xor(${b}, ${b} >> 16)`;
  };
  return { bits, uniform: (expression, salt) => `(${bits(expression, salt)} / 4294967296.0::DOUBLE)` };
}

function saltBits(seed: number, salt: string): number {
  let bits = mix32(mix32(seed % 0x100000000) ^ mix32(Math.floor(seed / 0x100000000) + 1));
  for (const letter of salt) bits = mix32(bits ^ (letter.codePointAt(0) ?? 0));
  return bits;
}

/**
 * u^3.5 of a DOUBLE, from operations that IEEE 754 fixes to the last bit; pow() is not one of them.
 * @param u a column, as it is written four times: DuckDB would plan four draws
 */
export const steepSql = (u: string): string => `(${u} * ${u} * ${u} * sqrt(${u}))`;

/** One of the words, all equally likely, by hashed bits. */
export const oneOf = (words: readonly string[], bits: string): string =>
  `[${words.map(sqlText).join(', ')}][1 + (${bits} % ${words.length})::INTEGER]`;

/** One of the words, the first ones much more often than the last ones (the first of 50: one in three). */
export const oneOfSteep = (words: readonly string[], u: string): string =>
  `[${words.map(sqlText).join(', ')}][1 + floor(${words.length} * ${steepSql(u)})::INTEGER]`;

/**
 * A query in layers: each layer adds columns computed from those before it. SQL has no other way to compute a value
 * once and use it often, and hashes of hashes written out in full grow without bound.
 */
export function layerSql(source: string, ...layers: Record<string, string>[]): string {
  let query = `SELECT * FROM ${source}`;
  for (const layer of layers) {
    const columns = Object.entries(layer).map(([name, expression]) => `${expression} AS ${name}`);
    query = `SELECT *, ${columns.join(',\n    ')}\n  FROM (${query})`;
  }
  return query;
}
