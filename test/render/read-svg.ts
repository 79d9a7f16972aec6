import { parseHTML } from 'linkedom';

/** What is asked of an element of a picture. */
export interface Mark {
  textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Mark | null;
  querySelectorAll(selector: string): Iterable<Mark>;
}

/** The panels of a picture: it itself where it has one. */
export function readPanels(svg: string): Mark[] {
  const { document } = parseHTML(`<!doctype html><html><body>${svg}</body></html>`);
  const panels = [...document.querySelectorAll('svg > svg')] as unknown as Mark[];
  return panels.length > 0 ? panels : [document.querySelector('svg') as unknown as Mark];
}

/** The title of a mark. */
export const titleOf = (mark: Mark): string => mark.querySelector('title')?.textContent ?? '';

export const numberOf = (mark: Mark, name: string): number => Number(mark.getAttribute(name));

/** Where a mark is, in pixels: a circle by its middle, any other shape by what moves it there. */
export function placeOf(mark: Mark): [x: number, y: number] {
  const [, x, y] = /translate\((-?[\d.]+),(-?[\d.]+)\)/.exec(mark.getAttribute('transform') ?? '') ?? [];
  return x === undefined ? [numberOf(mark, 'cx'), numberOf(mark, 'cy')] : [Number(x), Number(y)];
}

/** The marks of a part, such as `dot`. */
export const marksOf = (panel: Mark, part: string, selector: string): Mark[] => [
  ...panel.querySelectorAll(`[data-part="${part}"] ${selector}`),
];

const numberIn = (text: string | null): number =>
  text === null || text === '' ? Number.NaN : Number(text.replaceAll(',', '').replace('−', '-'));

/** From a place in pixels to the value there, through the first and the last tick that have a number. */
export function readAxis(panel: Mark, axis: 'x' | 'y', scale: 'linear' | 'log'): (at: number) => number {
  const labels = [...panel.querySelectorAll(`[data-part="${axis}-axis tick label"] text`)];
  const drawn = [...panel.querySelectorAll(`[data-part="${axis}-axis tick"] path`)]
    .flatMap((path) => [...(path.getAttribute('d') ?? '').matchAll(/M(-?[\d.]+),(-?[\d.]+)/g)])
    .map(([, x, y]) => Number(axis === 'x' ? x : y));
  const ticks = labels.flatMap((label) => {
    const [, x, y] = /translate\((-?[\d.]+),(-?[\d.]+)\)/.exec(label.getAttribute('transform') ?? '') ?? [];
    const [value, at] = [numberIn(label.textContent), Number(axis === 'x' ? x : y)];
    // A number counts where its tick is drawn.
    return Number.isNaN(value) || !drawn.includes(at) ? [] : [{ value, at }];
  });
  const [first, last] = [ticks[0], ticks.at(-1)];
  if (first === undefined || last === undefined || first === last)
    throw new Error('an axis without two ticks');
  const share = (at: number): number => (at - first.at) / (last.at - first.at);
  return scale === 'linear'
    ? (at) => first.value + share(at) * (last.value - first.value)
    : (at) => first.value * (last.value / first.value) ** share(at);
}

/** The corners of a line. */
export const pointsOf = (path: Mark): [number, number][] =>
  [...(path.getAttribute('d') ?? '').matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
