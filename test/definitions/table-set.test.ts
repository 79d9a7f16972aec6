import { expect, it } from 'vitest';
import {
  measureTables,
  readsTable,
  type TableSet,
  valuesSql,
} from '../../src/definitions/measures/table-set.ts';
import { measuresOf, protocols } from '../../src/definitions/protocols.ts';

const sql = {
  members: 'SELECT {task}, dataset AS member FROM dataset_tasks',
  counts:
    'SELECT {dataset} AS member, count(*) AS v FROM uses JOIN study_uses USING ({model}) GROUP BY {dataset}',
};

const set = (keys: readonly string[]): TableSet => ({
  ...{ keys, taskNames: null },
  tables: { dataset_tasks: 't', uses: '(SELECT * FROM u)', study_uses: 's' },
});

const flat = (text: string): string => text.replace(/\s+/g, ' ');

it('puts the tables in their places, and the keys before every column in braces', () => {
  expect(flat(valuesSql(sql, set(['day'])))).toBe(
    flat(`SELECT day, task, coalesce(v, 0) AS v
      FROM (SELECT day, task, dataset AS member FROM t dataset_tasks) m
      LEFT JOIN ( SELECT day, dataset AS member, count(*) AS v FROM (SELECT * FROM u) uses
        JOIN s study_uses USING (day, model) GROUP BY day, dataset ) c USING (day, member)`),
  );
  const byTask = flat(valuesSql({ ...sql, byTask: true }, set([])));
  expect(byTask).toMatch(/^SELECT task, coalesce/);
  expect(byTask).toMatch(/c USING \(task, member\)$/);
});

it('refuses a set that lacks a table, and names which tables a measure reads', () => {
  expect(() => valuesSql(sql, { keys: [], tables: { uses: 'u', dataset_tasks: 't' } })).toThrow(
    /no study_uses/,
  );
  expect(readsTable(sql, 'uses')).toBe(true);
  expect(readsTable({ members: '', counts: 'FROM study_uses' }, 'uses')).toBe(false);
});

it('every measure reads tables that there are, and at least one', () => {
  const names = Object.keys(measureTables);
  for (const protocol of protocols) {
    for (const { measure, sql } of measuresOf[protocol]) {
      const read = [...`${sql.members} ${sql.counts}`.matchAll(/\b(?:FROM|JOIN) (\w+)/g)].map(
        (match) => match[1],
      );
      const own = [...sql.counts.matchAll(/(\w+) AS \(/g)].map((match) => match[1]);
      expect(read.filter((name) => !own.includes(name)).length, measure).toBeGreaterThan(0);
      expect(
        read.filter((name) => !own.includes(name) && !names.includes(name ?? '')),
        measure,
      ).toEqual([]);
    }
  }
});
