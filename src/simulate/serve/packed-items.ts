import type { ApiItem } from './api-item.ts';

/** The first two fields of every item; they are always sent. */
const always = ['_id', 'id'];

/**
 * Items as JSON text of which any set of fields can be cut out without reading it: where each field ends is kept
 * beside it. Cutting is ten times as fast as reading, and objects would take several times the memory.
 */
export class PackedItems {
  readonly #json: string[] = [];
  /** Where the fields of an item end in its text; the first entry of item n is at `#firstEnd[n]`. */
  #ends = new Uint32Array(1024);
  #endCount = 0;
  readonly #firstEnd: number[] = [];
  /** The lists of field names that occur; a few hundred at most, for items come from one source. */
  readonly #shapes: { fields: readonly string[]; runs: WeakMap<readonly string[], Run[]> }[] = [];
  readonly #shapeOf: number[] = [];
  readonly #shapeByFields = new Map<string, number>();

  /** Takes an item in; they are numbered from 0. Fields that are undefined are left out. */
  add(item: ApiItem): void {
    const names = Object.keys(item).filter((field) => item[field] !== undefined && !always.includes(field));
    const fields = [...always, ...names];
    this.#reserve(fields.length);
    this.#firstEnd.push(this.#endCount);
    let length = 0;
    const texts = fields.map((field) => {
      const text = `${length === 0 ? '{' : ','}${JSON.stringify(field)}:${JSON.stringify(item[field])}`;
      length += text.length;
      this.#ends[this.#endCount++] = length;
      return text;
    });
    // Joined, not added up: that would keep every piece alive.
    this.#json.push([...texts, '}'].join(''));
    this.#shapeOf.push(this.#shapeNumber(fields));
  }

  /** The whole JSON text of an item. */
  jsonAt(number: number): string {
    return this.#json[number] ?? 'null';
  }

  /**
   * JSON text of an item with `_id`, `id` and these fields, as far as it has them, in the order in which it has them.
   * Hand over the same array for the same fields: what to cut is worked out once for each array.
   */
  pick(number: number, fields: readonly string[]): string {
    const shape = this.#shapes[this.#shapeOf[number] ?? -1];
    if (shape === undefined) return 'null';
    let runs = shape.runs.get(fields);
    if (runs === undefined) {
      runs = toRuns(shape.fields, fields);
      shape.runs.set(fields, runs);
    }
    const json = this.jsonAt(number);
    const first = this.#firstEnd[number] ?? 0;
    let picked = '';
    for (const { from, to } of runs) {
      const start = from === 0 ? 0 : (this.#ends[first + from - 1] ?? 0);
      picked += json.slice(start, this.#ends[first + to]);
    }
    return `${picked}}`;
  }

  #shapeNumber(fields: readonly string[]): number {
    const key = fields.join('\n');
    const known = this.#shapeByFields.get(key);
    if (known !== undefined) return known;
    this.#shapeByFields.set(key, this.#shapes.length);
    return this.#shapes.push({ fields, runs: new WeakMap() }) - 1;
  }

  #reserve(more: number): void {
    if (this.#endCount + more <= this.#ends.length) return;
    const larger = new Uint32Array(2 * this.#ends.length + more);
    larger.set(this.#ends);
    this.#ends = larger;
  }
}

/** Neighbouring fields, from the first to the last of them. */
interface Run {
  from: number;
  to: number;
}

function toRuns(fields: readonly string[], wanted: readonly string[]): Run[] {
  const runs: Run[] = [];
  fields.forEach((field, index) => {
    if (!always.includes(field) && !wanted.includes(field)) return;
    const last = runs.at(-1);
    if (last?.to === index - 1) last.to = index;
    else runs.push({ from: index, to: index });
  });
  return runs;
}
