import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDate } from '../src/parse-date.ts';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Asia/Tokyo';
  // Else the test would not see what it is to see.
  expect(Date.parse('2022-03-02T23:29:04')).toBe(Date.UTC(2022, 2, 2, 14, 29, 4));
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const moment = Date.UTC(2022, 2, 2, 23, 29, 4);

describe('parseDate, far from Greenwich', () => {
  it.each([
    ['2022-03-02T23:29:04.000Z', moment],
    ['2022-03-02T23:29:04Z', moment],
    ['2022-03-02T23:29:04', moment],
    ['2022-03-02T23:29:04.250', moment + 250],
    ['2022-03-02T23:29:04.250123', moment + 250],
    ['2022-03-02 23:29:04', moment],
    ['2022-03-03T01:29:04+02:00', moment],
    ['2022-03-02T18:29:04-0500', moment],
    ['2022-03-02', Date.UTC(2022, 2, 2)],
    ['2022-03', Date.UTC(2022, 2)],
    ['Wed, 02 Mar 2022 23:29:04 GMT', moment],
    ['Thu, 03 Mar 2022 01:29:04 +0200', moment],
    ['Wed, 02 Mar 2022 23:29:04', moment],
    ['Mar 2 2022', Date.UTC(2022, 2, 2)],
    ['', null],
    ['yesterday', null],
    ['2022-13-02T00:00:00Z', null],
  ])('%s', (text, ms) => expect(parseDate(text)).toBe(ms));
});
