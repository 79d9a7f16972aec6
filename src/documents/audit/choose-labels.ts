import { type Column, readKey } from '../column.ts';

/** The most characters that the labels of a row take in a table for readers. */
const labelWidth = 56;

/**
 * The labels that distinguish some rows, as many as there is room for: up to the first of numbers, none that is the same
 * in every row, and none that follows from another one shown, as the modality follows from the task.
 */
export function chooseLabels(labels: readonly Column[], rows: readonly object[]): Column[] {
  const differing = labels.filter(
    ({ key }) => rows.length < 2 || rows.some((row) => readKey(row, key) !== readKey(rows[0] ?? {}, key)),
  );
  const end = differing.findIndex(({ key }) => holdsNumbers(key, rows));
  const names = end > 0 ? differing.slice(0, end) : differing;
  const needed = names.filter(
    ({ key }, place) =>
      !names.some(
        (other, otherPlace) =>
          other.key !== key &&
          distinguishes(other.key, key, rows) &&
          // Of two that follow from each other, the first one stays.
          (otherPlace < place || !distinguishes(key, other.key, rows)),
      ),
  );
  let used = 0;
  return needed.filter((column, place) => {
    used += 2 + widthOf(column, rows);
    return place === 0 || used <= labelWidth;
  });
}

/** Whether every row that has a value has a number. */
const holdsNumbers = (key: string, rows: readonly object[]): boolean =>
  rows.every((row) => !Number.isNaN(Number(readKey(row, key) ?? '')));

/** Whether rows with the same value under one key have the same under another. */
function distinguishes(key: string, other: string, rows: readonly object[]): boolean {
  const told = new Map<unknown, unknown>();
  return rows.every((row) => {
    const value = readKey(row, key);
    const also = readKey(row, other);
    if (told.has(value)) return told.get(value) === also;
    told.set(value, also);
    return true;
  });
}

const widthOf = ({ key, heading }: Column, rows: readonly object[]): number =>
  rows.reduce<number>((most, row) => Math.max(most, String(readKey(row, key) ?? '').length), heading.length);
