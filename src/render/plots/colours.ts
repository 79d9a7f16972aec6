/** The colours of series, which the page or the file defines for light and dark. */
export const colours = ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)', 'var(--c6)'];

/** The distinct names of some rows, in the order of their first row. */
export const distinctNames = <Row>(rows: readonly Row[], read: (row: Row) => string): string[] => [
  ...new Set(rows.map(read)),
];
