import { describe, expect, it } from 'vitest';
import { readAhead } from '../../src/async.ts';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function* numbers(to: number, asked: number[] = []): AsyncGenerator<number, void, unknown> {
  for (let number = 1; number <= to; number++) {
    asked.push(number);
    await soon();
    yield number;
  }
}

describe('reading ahead', () => {
  it('asks for as many as it may while a batch is in use, and no further', async () => {
    for (const most of [1, 2, 3]) {
      const asked: number[] = [];
      const got: number[] = [];
      for await (const batch of readAhead(numbers(9, asked), most)) {
        for (let turn = 0; turn < 20; turn++) await soon();
        expect(batch.length).toBeLessThanOrEqual(most);
        got.push(...batch);
        expect(asked.length).toBe(Math.min(9, got.length + most));
      }
      expect(got).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });

  it('gives a value out as soon as it is there', async () => {
    const asked: number[] = [];
    for await (const batch of readAhead(numbers(3, asked), 5)) {
      expect(batch).toEqual([1]);
      expect(asked.length).toBeLessThanOrEqual(2);
      break;
    }
  });

  it('reports a failure when its turn has come', async () => {
    async function* failing(): AsyncGenerator<number, void, unknown> {
      yield 1;
      yield 2;
      throw new Error('broken');
    }
    const got: number[] = [];
    const reading = (async () => {
      for await (const batch of readAhead(failing(), 4)) {
        for (let turn = 0; turn < 5; turn++) await soon();
        got.push(...batch);
      }
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(got).toEqual([1, 2]);
  });

  it('ends the source when the reader stops early', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<number, void, unknown> {
      try {
        for (;;) yield 1;
      } finally {
        ended = true;
      }
    }
    for await (const _ of readAhead(endless(), 2)) break;
    await soon();
    expect(ended).toBe(true);
  });
});
