/** A field of a Frictionless Table Schema. */
export interface Field {
  name: string;
  type: 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'datetime' | 'year';
  title: string;
  description: string;
  constraints: { required: boolean; minimum?: number; maximum?: number; enum?: string[] };
}

export interface TableSchema {
  fields: Field[];
  missingValues: string[];
  primaryKey?: string[];
}

const patterns: Record<Exclude<Field['type'], 'string'>, RegExp> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  year: /^\d{4}$/,
};

/** What is wrong with a cell; null if nothing is. */
export function misfit(cell: string, { type, constraints }: Field): string | null {
  if (cell === '') return constraints.required ? 'required, but empty' : null;
  if (constraints.enum?.includes(cell) === false) return `not among ${constraints.enum.join()}`;
  if (type === 'string') return null;
  if (!patterns[type].test(cell)) return `no ${type}`;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = constraints;
  return Number(cell) < minimum || Number(cell) > maximum ? 'out of range' : null;
}

/** Whatever of a CSV does not fit its schema: its header, cells, and keys that are not unique. */
export function misfitsOf([header = [], ...lines]: string[][], schema: TableSchema): string[] {
  const names = schema.fields.map(({ name }) => name);
  if (header.join() !== names.join()) return [`the header is ${header.join()}, not ${names.join()}`];
  const wrong = lines.flatMap((line) =>
    schema.fields.flatMap((field, index) => {
      const problem = misfit(line[index] ?? '', field);
      return problem === null ? [] : [`${field.name} ${JSON.stringify(line[index])}: ${problem}`];
    }),
  );
  const { primaryKey = [] } = schema;
  const keys = lines.map((line) => JSON.stringify(primaryKey.map((name) => line[names.indexOf(name)])));
  const twice = primaryKey.length > 0 && new Set(keys).size < keys.length;
  return [...wrong, ...(twice ? [`${primaryKey.join()} is not unique`] : [])];
}
