/** What a reader must know of one column. */
export interface Entry {
  /** One sentence. */
  meaning: string;
  /** What one of it is; 'text' for words. */
  unit: string;
  /** How it is computed; '' where it is not computed. With x the values, n their number, T their sum, p = x/T. */
  formula: string;
  /** Whose values it describes; '' where it describes none. */
  population: string;
  /** Where the definition is from; '' where it is our own or common knowledge. */
  reference: string;
  /** When there is no value: null in JSON, an empty cell in CSV. What was not asked for is no column at all. */
  emptyWhen: string;
  /** Every word that it can be, where they are few. */
  values?: readonly string[];
}

/** The columns of one table, by their JSON names, in the table's order. */
export type Entries<Name extends string = string> = Record<Name, Entry>;

/** An entry of words: no unit, no formula. */
export const words = (meaning: string, emptyWhen = 'never'): Entry => ({
  meaning,
  unit: 'text',
  formula: '',
  population: '',
  reference: '',
  emptyWhen,
});

/** An entry of a number that is counted, not computed. */
export const counted = (meaning: string, unit: string, population = '', emptyWhen = 'never'): Entry => ({
  ...words(meaning, emptyWhen),
  unit,
  population,
});

/** An entry of a number that is computed. */
export const figure = (
  meaning: string,
  unit: string,
  formula: string,
  population: string,
  emptyWhen: string,
  reference = '',
): Entry => ({ meaning, unit, formula, population, reference, emptyWhen });
