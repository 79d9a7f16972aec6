import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/run.ts';

it('THIRD-PARTY.md has the packages of the bundle (npm run licences writes it)', async () => {
  const written = execFileSync(process.execPath, [join(root, 'licences.js')], { encoding: 'utf8' });
  await expect(written).toMatchFileSnapshot(join(root, 'THIRD-PARTY.md'));
});

it('what is bundled is not a dependency too, but DuckDB, whose types the library names', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(Object.keys(dependencies)).toEqual(['@duckdb/node-api']);
});
