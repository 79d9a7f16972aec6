import { parseHTML } from 'linkedom';

/** What is asked of an element of a picture. */
export interface Mark {
  textContent: string | null;
  parentElement: Mark | null;
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

/** How far a mark of that kind is moved by itself and by its part of the picture. */
function shiftOf(mark: Mark, axis: 'x' | 'y'): number {
  let sum = 0;
  for (let one: Mark | null = mark; one !== null; one = one.parentElement) {
    const [, x = '0', y = '0'] =
      /translate\((-?[\d.]+),(-?[\d.]+)\)/.exec(one.getAttribute('transform') ?? '') ?? [];
    sum += Number(axis === 'x' ? x : y);
  }
  return sum;
}

/** The marks of a part, such as `dot`, with how far the part is moved. */
export const marksOf = (panel: Mark, part: string, selector: string): Mark[] => [
  ...panel.querySelectorAll(`[data-part="${part}"] ${selector}`),
];

const numberIn = (text: string | null): number =>
  text === null || text === '' ? Number.NaN : Number(text.replaceAll(',', '').replace('−', '-'));

/** From a place in pixels to the value there, through the first and the last tick that have a number. */
export function readAxis(panel: Mark, axis: 'x' | 'y', scale: 'linear' | 'log'): (at: number) => number {
  const marks = [...panel.querySelectorAll(`[data-part="${axis}-axis tick"] path`)];
  const labels = [...panel.querySelectorAll(`[data-part="${axis}-axis tick label"] text`)];
  const ticks = labels
    .map((label, place) => ({ value: numberIn(label.textContent), mark: marks[place] }))
    .flatMap(({ value, mark }) =>
      Number.isNaN(value) || mark === undefined ? [] : [{ value, at: shiftOf(mark, axis) }],
    );
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
