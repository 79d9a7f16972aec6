/**
 * The colours of series, for light and dark grounds. Any two of a ground are at least 20 apart (CIE76) for people with
 * usual colour vision and for those who lack a kind of cone, as Machado, Oliveira & Fernandes 2009 simulate it, and each
 * has a contrast of at least 3 to its ground (WCAG 2.2). The first two are from Okabe & Ito 2008, Color Universal Design.
 */
export const seriesColours = {
  light: ['#0072b2', '#d55e00', '#77925b', '#c96591', '#534500', '#274059'],
  dark: ['#56b4e9', '#ff9455', '#a2ffc0', '#c2869f', '#f9d31a', '#3e6a9f'],
} as const;

const define = (colours: readonly string[]): string =>
  `:root { ${colours.map((colour, place) => `--c${place + 1}: ${colour};`).join(' ')} }`;

/** The colours of series as the style of a page or a picture has them. */
export const figureColours = `${define(seriesColours.light)}
@media (prefers-color-scheme: dark) { ${define(seriesColours.dark)} }`;
