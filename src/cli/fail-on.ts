import { usageError } from '../errors.ts';

/** A check that a script asks for: a figure, how to compare it, and with what. */
export interface Condition {
  /** As the user wrote it. */
  text: string;
  /** JSON name of the figure. */
  key: string;
  /** Of an interval, the end that is judged. */
  part?: 'low' | 'high';
  operator: keyof typeof operators;
  number: number;
}

const operators = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '=': (a: number, b: number) => a === b,
  '!=': (a: number, b: number) => a !== b,
};

/**
 * Reads `<name><op><number>`, such as `mean<0.5`.
 * @param find a figure by its JSON or CSV name; null where there is none
 * @param choices the names to choose from
 * @throws HfreuseError (exit 2) for what is not a condition on a figure that there is
 */
export function parseCondition(
  text: string,
  find: (name: string) => Pick<Condition, 'key' | 'part'> | null,
  choices: readonly string[],
): Condition {
  const parts = /^\s*([A-Za-z][\w.]*)\s*(<=|>=|!=|<|>|=)\s*(\S+)\s*$/.exec(text);
  const number = Number(parts?.[3]);
  if (parts === null || !Number.isFinite(number)) {
    throw usageError(`--fail-on takes <name><op><number>, such as 'mean<0.5', not ${JSON.stringify(text)}`);
  }
  const figure = find(parts[1] ?? '');
  if (figure === null) {
    throw usageError(
      `--fail-on knows no figure ${JSON.stringify(parts[1])}; choose from ${choices.join(', ')}`,
    );
  }
  const { key, part } = figure;
  return { text, key, part, operator: parts[2] as Condition['operator'], number };
}

/**
 * Whether a check fails: some row matches, or there is no row to judge. null never matches.
 * @returns the message to the user, or null if the check holds
 */
export function findFailure(
  condition: Condition,
  rows: readonly { measure: string; task: string }[],
): string | null {
  if (rows.length === 0) return `${condition.text}: there is no row to judge`;
  const matching = rows.filter((row) => {
    const value = figureOf(row, condition);
    return typeof value === 'number' && operators[condition.operator](value, condition.number);
  });
  if (matching.length === 0) return null;
  const named = matching.slice(0, 3).map(({ measure, task }) => `${measure} of ${task}`);
  return `${condition.text}: true of ${named.join(', ')}${matching.length > 3 ? ` and ${matching.length - 3} more` : ''}`;
}

function figureOf(row: object, { key, part }: Condition): unknown {
  const value = (row as Record<string, unknown>)[key];
  if (part === undefined) return value;
  return Array.isArray(value) ? value[part === 'low' ? 0 : 1] : null;
}
