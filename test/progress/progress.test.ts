import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress } from '../../src/progress/progress.ts';
import { fitLine, toStatusLine } from '../../src/progress/status-line.ts';
import { virtualIo } from '../hub/virtual-io.ts';

const world = () => virtualIo(async () => new Response('[]'));

/** A terminal as far as the spinner needs one. */
function terminal() {
  const written: string[] = [];
  const stderr = {
    isTTY: true,
    columns: 200,
    write: (text: string) => written.push(text) > 0,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
    on: () => stderr,
    once: () => stderr,
    off: () => stderr,
    removeListener: () => stderr,
  };
  return { stderr, written };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('in a log', () => {
  it('is one line every 30 s', () => {
    const io = world();
    const progress = createProgress({ ...io, now: Date.now }, { quiet: false });
    for (let second = 0; second < 95; second++) {
      progress.event({ type: 'step', phase: 'list', done: 1, total: 4, pages: second, repos: second * 1000 });
      vi.advanceTimersByTime(1000);
    }
    progress.stop();
    vi.advanceTimersByTime(100_000);
    expect(io.written.length).toBe(3);
    expect(io.written[0]).toMatch(
      /^about 90 s to go · 1\/4 listings, 25 % · 29 pages · 29,000 repos · 967 repos\/s\n$/,
    );
  });

  it('reports it while it waits', () => {
    const io = world();
    const progress = createProgress({ ...io, now: Date.now }, { quiet: false });
    progress.event({ type: 'step', phase: 'list', done: 0, total: 4, pages: 1, repos: 1000 });
    progress.event({ type: 'quota', left: 0, quota: 500, resetMs: 299_000 });
    progress.event({ type: 'wait', why: 'quota', ms: 300_000, until: Date.now() + 300_000 });
    vi.advanceTimersByTime(30_000);
    progress.stop();
    expect(io.written.join('')).toMatch(
      /^waiting for the next window, 5 min · 0\/4 listings, 0 % · .* · quota left 0\n/,
    );
  });

  it('keeps lines that stay, without control characters', () => {
    const io = world();
    createProgress(io, { quiet: false }).log('a\u001b[31mb\u0007\nc\u202e');
    expect(io.written).toEqual(['a[31mb c\n']);
  });

  it('is silent when quiet', () => {
    const io = world();
    const progress = createProgress(io, { quiet: true });
    progress.event({ type: 'step', phase: 'list', done: 0, total: 1 });
    progress.log('x');
    vi.advanceTimersByTime(100_000);
    progress.stop();
    expect(io.written).toEqual([]);
  });
});

describe('on a terminal', () => {
  it('is one line that is rewritten, without colours under NO_COLOR', () => {
    const { stderr, written } = terminal();
    const io = { ...world(), stderr, env: { NO_COLOR: '1' } };
    const progress = createProgress(io, { quiet: false });
    progress.event({ type: 'step', phase: 'names', done: 3, total: 300 });
    vi.advanceTimersByTime(3000);
    progress.log('a line');
    progress.stop();
    const text = written.join('');
    expect(text).toContain('3/300 names looked up');
    expect(text).toContain('a line\n');
    expect(text).not.toContain('\u001b[36m');
    const length = written.length;
    vi.advanceTimersByTime(60_000);
    expect(written.length).toBe(length);
  });

  it.each([
    ['dumb', 80],
    ['xterm', 0],
  ])('is a log where the terminal is %s and %i wide', (TERM, columns) => {
    const { stderr, written } = terminal();
    const io = { ...world(), stderr: { ...stderr, columns }, env: { TERM } };
    const progress = createProgress(io, { quiet: false });
    progress.event({ type: 'step', phase: 'derive', done: 0, total: 1 });
    vi.advanceTimersByTime(30_000);
    progress.stop();
    expect(written).toEqual(['working out the references\n']);
  });
});

describe('work that is mostly over at once', () => {
  const begin = () => {
    const { stderr, written } = terminal();
    const io = { ...world(), now: Date.now, stderr, env: { NO_COLOR: '1' } };
    const progress = createProgress(io, { quiet: false, delayMs: 150 });
    progress.event({ type: 'step', phase: 'read', done: 0, total: 1 });
    return { progress, written };
  };

  it('shows nothing where it is', () => {
    const { progress, written } = begin();
    vi.advanceTimersByTime(100);
    progress.stop();
    vi.advanceTimersByTime(60_000);
    expect(written).toEqual([]);
  });

  it('shows something within half a second where it is not, and how far it is', () => {
    const { progress, written } = begin();
    vi.advanceTimersByTime(499);
    expect(written.join('')).toContain('reading the snapshot');
    for (let done = 0; done < 4; done++) {
      progress.event({ type: 'step', phase: 'rows', done, total: 4 });
      vi.advanceTimersByTime(1000);
    }
    progress.stop();
    expect(written.join('')).toContain('about 2 s to go · 3/4 rows, 75 %');
  });

  it('shows a new phase that leaves no time for the clock', () => {
    const { progress, written } = begin();
    vi.setSystemTime(Date.now() + 400);
    progress.event({ type: 'step', phase: 'rows', done: 0, total: 9 });
    progress.stop();
    expect(written.join('')).toContain('0/9 rows, 0 %');
  });

  it('counts the slices of a history', () => {
    const { progress, written } = begin();
    vi.advanceTimersByTime(400);
    for (let done = 0; done < 4; done++) {
      progress.event({ type: 'step', phase: 'slices', done, total: 16 });
      vi.advanceTimersByTime(1000);
    }
    progress.stop();
    expect(written.join('')).toMatch(/about \d+ s to go · 3\/16 slices, 18 %/);
  });
});

describe('the status line', () => {
  it('reports retries until they are over', () => {
    const waiting = { why: 'trying again (2 of 5): the Hub answered 503', until: 5000 };
    const facts = { startedAt: 0, quotaLeft: 412, waiting };
    const state = { phase: 'list', done: 12, total: 58 } as const;
    expect(toStatusLine(state, facts, 900)).toBe(
      'trying again (2 of 5): the Hub answered 503, 5 s · 12/58 listings, 20 % · quota left 412',
    );
    expect(toStatusLine(state, facts, 6000)).toBe('about 23 s to go · 12/58 listings, 20 % · quota left 412');
  });

  it('at 50 columns still states phase, share and time left, and no part of it is cut', () => {
    const state = { phase: 'list', done: 12, total: 58, pages: 340, repos: 331_204 } as const;
    const line = toStatusLine(state, { startedAt: 0, quotaLeft: 412, waiting: null }, 6000);
    expect(fitLine(line, 50)).toBe('about 23 s to go · 12/58 listings, 20 %');
    expect(fitLine(line, 200)).toBe(line);
    expect(fitLine(line, 10)).toHaveLength(10);
  });
});
