/** A stream of numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

/**
 * Seeded pseudo-random numbers: sfc32 (Doty-Humphrey, PractRand), its state hashed from a text by FNV-1a with
 * MurmurHash3's finaliser. Integer arithmetic only, so that every machine gives the same stream. 32 random bits a number.
 * @param seed any text; streams of different texts are unrelated
 */
export function seededRandom(seed: string): Random {
  let a = hashText(`a${seed}`);
  let b = hashText(`b${seed}`);
  let c = hashText(`c${seed}`);
  let counter = 1;
  const random = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round += 1) random();
  return random;
}

function hashText(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
