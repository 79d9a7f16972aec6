import { SparkSQL, TrinoSQL } from 'dt-sql-parser';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { measuresOf } from '../../src/definitions/protocols.ts';
import { buildSql } from '../../src/definitions/sql/build-sql.ts';
import { golden, runHfreuse } from '../cli/run-hfreuse.ts';

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
      // The parser takes any type; Spark itself refuses a VARCHAR without a length.
      if (dialect === 'spark') expect(sql).not.toMatch(/\bVARCHAR\b(?!\s*\()/i);
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

describe.each(['spark', 'trino'] as const)('the measures on request, in the %s dialect', (dialect) => {
  it.each(
    measuresOf.current
      .filter(({ onRequest, sql }) => onRequest && sql.recursive !== true)
      .map(({ measure }) => measure),
  )('%s is parsed by a parser that knows it', (measure) => {
    const sql = buildSql({
      ...{ protocol: 'current', dialect, tasks: null, modalities: null, folder: 'x' },
      ...{ questions: [], measures: [measure] },
    });
    expect(parsers[dialect].validate(sql)).toEqual([]);
  });
});

describe('hfreuse sql', () => {
  it('has a place for no line end of a folder: its comment stays one', () => {
    const sql = buildSql({
      ...{ protocol: 'current', dialect: 'spark', tasks: null, modalities: null, questions: ['RQ2'] },
      folder: 'a\r\nDROP TABLE models',
    });
    expect(sql.split(/[\r\n]/).filter((line) => line.startsWith('DROP'))).toEqual([]);
  });

  it('prints one query with the definitions as a comment, the folder quoted', async () => {
    const run = await runHfreuse(['sql', '--question', '2', '--task', 'fill-mask', '--from', "it's"]);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^-- protocol current/);
    expect(run.stdout).toContain("'it''s/datasets/snapshot_date=*/*.parquet'");
    expect(run.stdout).toContain("'RQ2'");
    expect(run.stdout).not.toMatch(/RQ1|RQ3|model_bases/);
    expect(run.stdout).toContain("('nlp', 'fill-mask')");
    expect(run.stdout).not.toContain('text-generation');
  });

  it.each(['duckdb', 'spark', 'trino', 'clickhouse'])('in %s, letter for letter', async (dialect) => {
    const args = ['--question', '2', '--task', 'fill-mask', '--protocol', 'study-2025', '--dialect', dialect];
    const { actual, expected } = golden(`sql ${args.join(' ')}`, await runHfreuse(['sql', ...args]));
    expect(actual).toBe(expected);
  });

  it('refuses what it does not know, with the choices', async () => {
    for (const [args, pattern] of [
      [['--dialect', 'mysql'], /--dialect.*"mysql".*duckdb, spark, trino, clickhouse/],
      [['--protocol', 'other'], /--protocol.*current, study-2025/],
      [['--task', 'nonsense'], /nonsense/],
      [['--protocol', 'study-2025', '--modality', 'audio'], /study-2025 has no task in audio/],
    ] as const) {
      const run = await runHfreuse(['sql', ...args]);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toMatch(pattern);
    }
  });
});
