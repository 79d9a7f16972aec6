/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const pages: Record<string, string[]> = {
  report: ['report', '--fit-tail', '--ci', '100'],
  comparison: ['report', '--protocol', 'study-2025', '--compare'],
  grid: ['report', '--grid', '--question', '2,3'],
  lineage: ['lineage'],
  ages: ['lineage', '--ages'],
  top: ['top', 'models'],
  'top datasets': ['top', 'datasets'],
  owners: ['top', 'owners'],
  flows: ['flows', 'models'],
  'flows datasets': ['flows', 'datasets'],
  history: ['report', '--every', 'year', '--question', '3'],
  audit: ['audit'],
  diff: ['diff', 'hub.duckdb', 'later.duckdb', '--question', '2,3'],
  trend: ['report', '--trend', 'exported', '--question', '3'],
};

/** Pages of commands that take no snapshot, or name theirs. */
const withoutSnapshot = ['audit', 'diff', 'trend'];

const widths = [380, 768, 1600];
let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-pages-'));
  const snapshot = join(folder, 'hub.duckdb');
  await copySimulated(snapshot, { models: 3000 });
  await copySimulated(join(folder, 'later.duckdb'), { models: 4000, seed: 2 });
  const exporting = [
    'export',
    '--snapshot',
    snapshot,
    '--format',
    'parquet',
    '--to',
    join(folder, 'exported'),
  ];
  expect((await runHfreuse(exporting)).code).toBe(0);
  for (const [name, args] of Object.entries(pages)) {
    const output = join(folder, `${name}.html`);
    const snapshots = withoutSnapshot.includes(name) ? [] : ['--snapshot', snapshot];
    const run = await runHfreuse([...args, ...snapshots, '--format', 'html', '--output', output], {}, folder);
    expect(run.code, run.stderr).toBe(0);
  }
  const shape = await runHfreuse(['lineage', '--snapshot', snapshot, '--format', 'json']);
  const used = await runHfreuse(['top', 'datasets', '--snapshot', snapshot, '--format', 'json']);
  const [model, dataset] = [JSON.parse(shape.stdout).top[0].id, JSON.parse(used.stdout).rows[0].id];
  for (const [name, args] of Object.entries({
    family: [model],
    users: [dataset, '--users'],
    removal: ['--without', model],
  })) {
    const output = join(folder, `${name}.html`);
    const run = await runHfreuse([
      'lineage',
      ...args,
      '--snapshot',
      snapshot,
      '--format',
      'html',
      '--output',
      output,
    ]);
    expect(run.code, run.stderr).toBe(0);
  }
  if (chromiumPath === undefined) return;
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
      ' ',
    ),
  });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page from disk with the network blocked; what it asked for and complained of. */
async function open(name: string, width: number, colorScheme: 'light' | 'dark') {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, offline: true });
  const page = await context.newPage();
  const heard: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`file://${folder}/`)) heard.push(`request ${request.url()}`);
  });
  page.on('console', (message) => heard.push(`${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error ${error.message}`));
  await page.goto(`file://${join(folder, `${name}.html`)}`);
  return { page, heard, close: () => context.close() };
}

/** Figures whose picture is wider than its box and cannot be scrolled there, or marks outside of the picture. */
const findOverflow = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth + 1) found.push('the page scrolls sideways');
    for (const figure of document.querySelectorAll('figure')) {
      const box = figure.querySelector('.wide');
      const svg = box?.querySelector('svg');
      if (box == null || svg == null) continue;
      const scrolls = getComputedStyle(box).overflowX === 'auto';
      if (svg.getBoundingClientRect().width > box.clientWidth + 1 && !scrolls) found.push(figure.id);
      const frame = svg.getBoundingClientRect();
      for (const text of svg.querySelectorAll('text')) {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        if (
          left < frame.left - 2 ||
          right > frame.right + 2 ||
          top < frame.top - 2 ||
          bottom > frame.bottom + 2
        ) {
          found.push(`${figure.id}: "${text.textContent}" is cut`);
        }
      }
    }
    return found;
  });

/** Boxes that scroll sideways and do not say so, and those that say so and do not scroll. */
const findUnannounced = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    // What is folded away is measured when it is opened.
    for (const details of document.querySelectorAll('figure details')) details.setAttribute('open', '');
    await frame();
    await frame();
    return [...document.querySelectorAll('.wide')]
      .filter((box) => {
        const isSaid = getComputedStyle(box, '::before').content.includes('scroll sideways');
        return isSaid !== box.scrollWidth > box.clientWidth + 1;
      })
      .map((box) => box.getAttribute('aria-label'));
  });

/** As a page sorts a column: numbers by value, texts by code points, what is missing last. */
function sortTexts(values: readonly string[], down = false): string[] {
  const present = values.filter((value) => value !== '–');
  const numeric = present.every((value) => !Number.isNaN(Number(value)));
  present.sort(numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (down) present.reverse();
  return [...present, ...values.filter((value) => value === '–')];
}

describe.skipIf(chromiumPath === undefined)('in Chromium (skipped where it is not installed)', () => {
  describe.each([...Object.keys(pages), 'family', 'users', 'removal'])('%s', (name) => {
    it.each(widths)(
      'at %i px, light and dark: no request, no complaint, every figure in its box',
      async (width) => {
        for (const scheme of ['light', 'dark'] as const) {
          const { page, heard, close } = await open(name, width, scheme);
          expect(heard).toEqual([]);
          expect(await findOverflow(page)).toEqual([]);
          expect(await findUnannounced(page)).toEqual([]);
          const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
          expect(ground).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(22, 22, 22)');
          await close();
        }
      },
    );

    it('sorts and filters by keyboard, folds, and prints', async () => {
      const { page, heard, close } = await open(name, 1280, 'light');
      const table = page.locator('main > section table').first();
      const button = table.locator('thead th button').first();
      await button.focus();
      const read = () => table.locator('tbody tr:not([hidden]) td:first-child').allTextContents();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      const ascending = await read();
      expect(ascending).toEqual(sortTexts(ascending));
      expect(await table.locator('thead th').first().getAttribute('aria-sort')).toBe('ascending');
      await page.keyboard.press('Enter');
      expect(await read()).toEqual(sortTexts(ascending, true));
      await page.locator('input[type=search]').fill('no row has this text');
      expect(await read()).toEqual([]);
      await page.locator('input[type=search]').fill('');
      expect(await read()).toHaveLength(ascending.length);
      const details = page.locator('details').first();
      if ((await details.count()) > 0) {
        await details.locator('> summary').focus();
        await page.keyboard.press('Enter');
        expect(await details.getAttribute('open')).not.toBeNull();
      }
      expect((await page.pdf()).length).toBeGreaterThan(10_000);
      expect(heard).toEqual([]);
      await close();
    });

    it('has no serious fault of accessibility', async () => {
      for (const scheme of ['light', 'dark'] as const) {
        const { page, close } = await open(name, 1280, scheme);
        // The page runs no script but its own, so that axe comes in through the debugger.
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => {
          const { axe: run } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
          interface Violation {
            id: string;
            impact: string;
            nodes: { html: string }[];
          }
          return (await run.run()).violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 2).map(({ html }) => html.slice(0, 200))}`);
        });
        expect(violations).toEqual([]);
        await close();
      }
    });
  });
});
