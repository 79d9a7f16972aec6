/** A whole number for a reader: 5543 as `5,543`, in any locale. */
export const formatWhole = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');

/** A whole number with its noun: `1 use`, `5,543 uses`. */
export const countOf = (n: number, one: string, many: string): string =>
  `${formatWhole(n)} ${n === 1 ? one : many}`;
