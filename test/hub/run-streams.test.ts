import { describe, expect, it } from 'vitest';
import { readAhead, runStreams } from '../../src/hub/run-streams.ts';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function* numbers(to: number, asked: number[] = []): AsyncGenerator<number, void, unknown> {
  for (let number = 1; number <= to; number++) {
    asked.push(number);
    await soon();
    yield number;
  }
}

describe('reading ahead', () => {
  it('asks for the next while one is in use, and no further', async () => {
    const asked: number[] = [];
    const got: number[] = [];
    for await (const number of readAhead(numbers(4, asked))) {
      await soon();
      await soon();
      got.push(number);
      expect(asked.length).toBe(Math.min(4, number + 1));
    }
    expect(got).toEqual([1, 2, 3, 4]);
  });

  it('tells a failure when its turn has come', async () => {
    async function* failing(): AsyncGenerator<number, void, unknown> {
      yield 1;
      throw new Error('broken');
    }
    const got: number[] = [];
    const reading = (async () => {
      for await (const number of readAhead(failing())) {
        await soon();
        got.push(number);
      }
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(got).toEqual([1]);
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
    for await (const _ of readAhead(endless())) break;
    await soon();
    expect(ended).toBe(true);
  });
});

describe('running streams', () => {
  it('runs so many at once, and all of them though one fails', async () => {
    let now = 0;
    let most = 0;
    const ran: number[] = [];
    const running = runStreams([1, 2, 3, 4, 5, 6], 2, async (stream) => {
      most = Math.max(most, ++now);
      await soon();
      now -= 1;
      ran.push(stream);
      if (stream === 2) throw new Error('stream 2');
    });
    await expect(running).rejects.toThrow('stream 2');
    expect(ran).toEqual([1, 2, 3, 4, 5, 6]);
    expect(most).toBe(2);
  });
});
