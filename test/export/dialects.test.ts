import { SparkSQL, TrinoSQL } from 'dt-sql-parser';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSql } from '../../src/study/sql/build-sql.ts';
import { runHfreuse } from '../cli/run-hfreuse.ts';

// The parser's library prints what it finds, too.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const parsers = { spark: new SparkSQL(), trino: new TrinoSQL() };

describe.each(['spark', 'trino'] as const)('the %s dialect', (dialect) => {
  it.each(['current', 'study-2025'] as const)('of %s is parsed by a parser that knows it', (protocol) => {
    for (const tasks of [null, ['fill-mask']]) {
      const sql = buildSql({
        ...{ protocol, dialect, tasks, modalities: null, folder: "/data/it's" },
        questions: ['RQ1', 'RQ2', 'RQ3'],
      });
      expect(parsers[dialect].validate(sql)).toEqual([]);
      // The parser finds what is wrong, so that its silence means something.
      for (const [right, wrong] of [
        ['GROUP BY', 'GROUP BYE'],
        ['OVER (', 'OVER ('.repeat(2)],
        ['LEFT JOIN', 'LEFT'],
      ] as const) {
        if (sql.includes(right))
          expect(parsers[dialect].validate(sql.replace(right, wrong)), wrong).not.toEqual([]);
      }
    }
  });
});

describe('hfreuse sql', () => {
  it('prints one query with the definitions as a comment, the folder quoted', async () => {
    const run = await runHfreuse(['sql', '--question', '2', '--task', 'fill-mask', '--from', "it's"]);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^-- protocol current/);
    expect(run.stdout).toContain("'it''s/snapshot_date=*/models.parquet'");
    expect(run.stdout).toContain("question IN ('RQ2')");
    expect(run.stdout).toContain("('nlp', 'fill-mask')");
    expect(run.stdout).not.toContain('text-generation');
  });

  it('refuses what it does not know, with the choices', async () => {
    for (const [args, pattern] of [
      [['--dialect', 'mysql'], /--dialect.*"mysql".*duckdb, spark, trino/],
      [['--protocol', 'other'], /--protocol.*current, study-2025/],
      [['--task', 'nonsense'], /nonsense/],
    ] as const) {
      const run = await runHfreuse(['sql', ...args]);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toMatch(pattern);
    }
  });
});
