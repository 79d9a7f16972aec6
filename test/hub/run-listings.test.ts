import { describe, expect, it } from 'vitest';
import { runListings } from '../../src/async.ts';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('running listings', () => {
  it('runs as many at once as asked, and all of them though one fails', async () => {
    let now = 0;
    let most = 0;
    const ran: number[] = [];
    const running = runListings([1, 2, 3, 4, 5, 6], 2, async (stream) => {
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
