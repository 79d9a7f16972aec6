import type { Refusal } from './scope.ts';

/** A check that a script asks for: a figure, how to compare it, and with what. */
export interface Condition {
  /** As the user wrote it. */
  text: string;
  /** JSON name of the figure. */
  key: string;
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
 * @param toKey the JSON name of a numeric column by its JSON or CSV name; null where there is none
 */
export function parseCondition(text: string, toKey: (name: string) => string | null): Condition | Refusal {
  const parts = /^\s*([A-Za-z]\w*)\s*(<=|>=|!=|<|>|=)\s*(\S+)\s*$/.exec(text);
  const number = Number(parts?.[3]);
  if (parts === null || !Number.isFinite(number)) {
    return { problem: `--fail-on takes <name><op><number>, such as 'mean<0.5', not ${JSON.stringify(text)}` };
  }
  const key = toKey(parts[1] ?? '');
  if (key === null) {
    return {
      problem: `--fail-on knows no figure ${JSON.stringify(parts[1])}; its names are those of the CSV's numeric columns`,
    };
  }
  return { text, key, operator: parts[2] as Condition['operator'], number };
}

/**
 * Whether a check fails: some row matches, or there is no row to judge. null never matches.
 * @returns what to tell the user, or null where the check holds
 */
export function failureOf(
  condition: Condition,
  rows: readonly { measure: string; task: string }[],
): string | null {
  if (rows.length === 0) return `${condition.text}: there is no row to judge`;
  const matching = rows.filter((row) => {
    const value = (row as Record<string, unknown>)[condition.key];
    return typeof value === 'number' && operators[condition.operator](value, condition.number);
  });
  if (matching.length === 0) return null;
  const named = matching.slice(0, 3).map(({ measure, task }) => `${measure} of ${task}`);
  return `${condition.text}: so it is for ${named.join(', ')}${matching.length > 3 ? ` and ${matching.length - 3} more` : ''}`;
}
