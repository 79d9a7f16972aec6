import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { type Field, misfit, misfitsOf } from '../support/table-schema.ts';
import { expectToFit, schemaOf } from './expect-to-fit.ts';

let folder: string;
let snapshot: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-schema-'));
  snapshot = join(folder, 'hub.duckdb');
  const made = await runHfreuse(['simulate', '--models', '2000', '--seed', '5', '--snapshot', snapshot]);
  expect(made.code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the Table Schema of report --format csv', () => {
  it('is one by the words of the specification', async () => {
    const { fields, missingValues, primaryKey = [], ...rest } = await schemaOf('--with', 'ci,fit-tail');
    expect(rest).toEqual({});
    expect(missingValues).toEqual(['']);
    const names = fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of primaryKey) expect(names).toContain(name);
    for (const { type, title, description, constraints } of fields) {
      expect(['string', 'integer', 'number', 'date']).toContain(type);
      expect([title, description]).not.toContain('');
      // minimum and maximum are for what has an order; enum and required for every type.
      const allowed = [
        'required',
        'enum',
        ...(['integer', 'number'].includes(type) ? ['minimum', 'maximum'] : []),
      ];
      for (const constraint of Object.keys(constraints)) expect(allowed).toContain(constraint);
    }
    for (const name of primaryKey) {
      expect(fields.find((field) => field.name === name)?.constraints.required).toBe(true);
    }
  });

  it.each([
    [[], []],
    [
      ['--with', 'ci'],
      ['--ci', '100'],
    ],
    [['--with', 'fit-tail'], ['--fit-tail']],
    [
      ['--with', 'ci,fit-tail'],
      ['--ci', '100', '--fit-p', '100'],
    ],
  ])('with %j fits every cell of the CSV with %j', async (schemaOptions, reportOptions) => {
    const schema = await schemaOf(...schemaOptions);
    await expectToFit(snapshot, schema, ...reportOptions);
    await expectToFit(snapshot, schema, ...reportOptions, '--protocol', 'study-2025');
    await expectToFit(snapshot, schema, ...reportOptions, '--by', 'modality');
    await expectToFit(snapshot, schema, ...reportOptions, '--decimals', '2', '--exclude-same-owner');
  });

  it('refuses cells that do not fit: the check above can fail', async () => {
    const { fields } = await schemaOf();
    const of = (name: string) => fields.find((field) => field.name === name) as Field;
    expect(misfit('', of('task'))).toMatch(/required/);
    expect(misfit('', of('mean'))).toBeNull();
    expect(misfit('yesterday', of('snapshot_date'))).toMatch(/date/);
    expect(misfit('RQ4', of('question'))).toMatch(/RQ1,RQ2,RQ3/);
    expect(misfit('1.5', of('n'))).toMatch(/integer/);
    expect(misfit('NaN', of('mean'))).toMatch(/number/);
    expect(misfit('1.01', of('gini'))).toMatch(/range/);
    expect(misfit('-0.5', of('mean'))).toMatch(/range/);
    const schema = { fields: [of('question')], missingValues: [''], primaryKey: ['question'] };
    expect(misfitsOf([['question'], ['RQ1'], ['RQ2']], schema)).toEqual([]);
    expect(misfitsOf([['question'], ['RQ1'], ['RQ1']], schema)).toEqual([expect.stringMatching(/unique/)]);
    expect(misfitsOf([['task'], ['RQ1']], schema)).toEqual([expect.stringMatching(/header/)]);
  });
});
