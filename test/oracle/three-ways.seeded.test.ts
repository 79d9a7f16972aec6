import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { isSlowTier, seeds } from '../support/tier.ts';
import { oracleReport, oracleStatus } from './oracle.ts';
import { latestRows, type PlainFigure, plainFigures, tagNames } from './plain-figures.ts';
import { fold, isLoader, resolver } from './plain-names.ts';
import { randomSnapshot } from './random-snapshot.ts';
import { appendRaw, openEmptySnapshot, type RawSnapshot } from './raw-rows.ts';
import { readRealSnapshot, realFigures } from './real-figures.ts';
import { modalityOrder } from './sql-names.ts';

// More by hand: HFREUSE_SEEDS=500 npx vitest run test/oracle
const drawn = seeds(1, Number(process.env.HFREUSE_SEEDS ?? 10));

// Recorded metadata, not part of the project; where it is absent that test is skipped, and vitest reports it.
const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'real');

const lineOf = (row: Omit<PlainFigure, 'protocol' | 'sd'>): string =>
  [row.measure, row.modality, row.task, row.n, row.mean, row.total].join(' ');

async function openSnapshot(snapshot: RawSnapshot): Promise<DuckDBConnection> {
  const connection = await openEmptySnapshot();
  await appendRaw(connection, snapshot);
  return connection;
}

async function expectSameFigures(connection: DuckDBConnection, figures: PlainFigure[]): Promise<void> {
  for (const protocol of ['current', 'study-2025'] as const) {
    const rows = await oracleReport(connection, { protocol, modalities: modalityOrder });
    const expected = figures.filter((figure) => figure.protocol === protocol);
    expect(rows.map(lineOf).sort()).toEqual(expected.map(lineOf).sort());
    const sdByLine = new Map(rows.map((row) => [lineOf(row), row.sd]));
    for (const figure of expected) {
      const sd = sdByLine.get(lineOf(figure));
      if (figure.sd === null) expect(sd).toBeNull();
      else expect(sd).toBeCloseTo(figure.sd, 9);
    }
  }
}

/** How many distinct (model, cleaned and folded name) pairs are what. */
function plainReferences(raw: RawSnapshot, kind: 'models' | 'datasets'): Record<string, number> {
  const models = latestRows(raw.models);
  const resolve = resolver(kind, latestRows(raw[kind]), raw.lookups);
  const counts = new Map<string, number>();
  const add = (word: string): void => void counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const model of models) {
    const all = tagNames(model, kind);
    for (const folded of new Set(all.map(fold))) {
      const names = all.filter((name) => fold(name) === folded);
      add('declared');
      const meanings = names.map(resolve);
      add(kind === 'datasets' && names.some(isLoader) ? 'placeholder' : (meanings[0]?.word ?? 'nothing'));
      if (kind === 'models' && meanings.some(({ repo }) => repo?.hubId === model.hubId)) add('selfLoops');
    }
  }
  return Object.fromEntries(counts);
}

const withoutZeros = (counts: object): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

describe('SQL and plain loops', () => {
  it.skipIf(!isSlowTier || !existsSync(folder))('agree on real metadata, under both protocols', async () => {
    const figures = realFigures(folder);
    expect(figures.length).toBeGreaterThan(60);
    await expectSameFigures(await openSnapshot(readRealSnapshot(folder)), figures);
  });

  it('agree on random snapshots', async () => {
    for (const seed of drawn) {
      const snapshot = randomSnapshot(seed);
      const connection = await openSnapshot(snapshot);
      await expectSameFigures(connection, plainFigures(snapshot));
      const { references } = await oracleStatus(connection);
      expect(withoutZeros(references.datasets)).toEqual(plainReferences(snapshot, 'datasets'));
      expect(withoutZeros(references.baseModels)).toEqual(plainReferences(snapshot, 'models'));
      connection.closeSync();
    }
  });

  it('have something to agree on: random snapshots hold every oddity, the same for the same seed', async () => {
    const snapshot = randomSnapshot(1);
    expect(randomSnapshot(1)).toEqual(snapshot);
    expect(randomSnapshot(2)).not.toEqual(snapshot);
    const { references, unknownTasks } = await oracleStatus(await openSnapshot(snapshot));
    for (const [word, count] of [
      ...Object.entries(references.datasets),
      ...Object.entries(references.baseModels),
    ])
      expect([word, Math.min(count, 1)]).toEqual([word, 1]);
    expect(unknownTasks.map(({ task }) => task)).toEqual([
      'None',
      'Text-Classification',
      '__proto__',
      'constructor',
    ]);
    expect(snapshot.models.length).toBeGreaterThan(latestRows(snapshot.models).length);
    expect(latestRows(snapshot.models)).toHaveLength(200);
  });
});
