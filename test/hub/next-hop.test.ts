import { describe, expect, it } from 'vitest';
import { nextHop } from '../../src/hub/request/next-hop.ts';

describe('nextHop', () => {
  const endpoint = 'https://hub.example';
  const start = { url: `${endpoint}/datasets/a/b/resolve/main/x`, own: true };

  it('stays with the Hub within its origin alone', () => {
    expect(nextHop('/y?z#w', start, endpoint)).toEqual({ url: `${endpoint}/y?z`, own: true });
    expect(nextHop('https://cdn.example/y', start, endpoint)).toEqual({
      url: 'https://cdn.example/y',
      own: false,
    });
    expect(nextHop('https://hub.example:444/y', start, endpoint)).toMatchObject({ own: false });
    expect(nextHop('https://me:secret@hub.example/y', start, endpoint)).toEqual({
      url: `${endpoint}/y`,
      own: true,
    });
  });

  it('does not trust a way back', () => {
    const away = nextHop('https://cdn.example/y', start, endpoint);
    expect(nextHop(`${endpoint}/z`, away, endpoint)).toEqual({ url: `${endpoint}/z`, own: false });
  });

  it.each([
    ['http://cdn.example/y', 'from https to http'],
    ['http://hub.example/y', 'from https to http'],
    ['file:///etc/passwd', 'leads to file:'],
    ['data:,x', 'leads to data:'],
    ['http://', 'does not lead to an address'],
  ])('refuses %s', (location, says) => {
    expect(() => nextHop(location, start, endpoint)).toThrow(says);
  });
});
