/** One 32-bit hash of a text; another seed gives an independent one (FNV-1a, mixed at the end as murmur3 does). */
function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 64 bits; the first half is not 0, which marks a free slot. */
const hashId = (text: string): [first: number, second: number] => [
  hash32(text, 0x811c9dc5) || 1,
  hash32(text, 0x9747b28c),
];

/**
 * A set of texts of which only 64-bit hashes are kept, in 11 to 22 bytes each: among the millions of a whole Hub two
 * are taken for one with a chance of some 1 in a million.
 */
export class KnownIds {
  size = 0;
  #slots = new Uint32Array(2 * 1024);

  /** @returns whether it is new */
  add(text: string): boolean {
    const [first, second] = hashId(text);
    const isNew = this.#put(first, second);
    if (isNew && ++this.size * 8 > this.#slots.length * 3) this.#grow();
    return isNew;
  }

  has(text: string): boolean {
    const [first, second] = hashId(text);
    const mask = this.#slots.length / 2 - 1;
    for (let slot = first & mask; this.#slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#slots[2 * slot] === first && this.#slots[2 * slot + 1] === second) return true;
    }
    return false;
  }

  #put(first: number, second: number): boolean {
    const mask = this.#slots.length / 2 - 1;
    for (let slot = first & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[2 * slot];
      if (found === first && this.#slots[2 * slot + 1] === second) return false;
      if (found === 0) {
        this.#slots[2 * slot] = first;
        this.#slots[2 * slot + 1] = second;
        return true;
      }
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 2) {
      const first = old[at] ?? 0;
      if (first !== 0) this.#put(first, old[at + 1] ?? 0);
    }
  }
}
