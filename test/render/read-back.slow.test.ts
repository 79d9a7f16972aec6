import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { audit } from '../../src/commands/audit.ts';
import { diff } from '../../src/commands/diff.ts';
import { lineage, lineageAges } from '../../src/commands/lineage.ts';
import { report } from '../../src/commands/report.ts';
import { readWhoIsReused } from '../../src/commands/who-is-reused.ts';
import { auditFigure } from '../../src/documents/audit/audit-figure.ts';
import { diffFigures } from '../../src/documents/diff/diff-figures.ts';
import type { Figure, FigureKind } from '../../src/documents/figure.ts';
import { agesFigures } from '../../src/documents/lineage/ages-figures.ts';
import { lineageFigures } from '../../src/documents/lineage/lineage-figures.ts';
import { historyFigures, survivors } from '../../src/documents/report/history-figures.ts';
import { toReportFigures } from '../../src/documents/report/report-figures.ts';
import { drawFigures } from '../../src/render/plots/draw-figures.ts';
import { copySimulated } from '../support/simulated.ts';
import { checkPicture, figureKinds } from './check-picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-read-back-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seen = new Set<FigureKind>();

async function check(figures: readonly Figure[]): Promise<void> {
  const pictures = await drawFigures(figures);
  for (const figure of figures) {
    checkPicture(figure, pictures.get(figure.id)?.svg ?? '');
    seen.add(figure.kind);
  }
}

/** The figures of a report are of the numbers of its document. */
function expectMeans(figures: readonly Figure[], { rows }: Awaited<ReturnType<typeof report>>): void {
  for (const figure of figures) {
    if (figure.kind !== 'means') continue;
    const own = rows.filter(
      ({ question, measure, modality }) =>
        `${question}-${measure}-${modality}-means`.toLowerCase() === figure.id,
    );
    for (const { task, mean } of figure.rows) {
      expect(mean).toBe(own.find((row) => row.task === task)?.mean);
    }
  }
}

describe('numbers read back out of the pictures, through their axes', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('reports of seed %i', async (seed) => {
    const [snapshot, later] = [join(folder, `${seed}.duckdb`), join(folder, `${seed}-later.duckdb`)];
    await copySimulated(snapshot, { models: 1500, seed });
    await copySimulated(later, { models: 1500, seed: seed + 100 });
    const document = await report(snapshot, { lorenz: true, fitTail: true, resamples: 100, grid: true });
    const figures = toReportFigures(document, await readWhoIsReused(snapshot, {}));
    expectMeans(figures, document);
    await check(figures);
    const history = await report(snapshot, { questions: ['RQ3'], every: 'year' });
    await check(historyFigures(history.rows, survivors));
    await check(toReportFigures(await report(snapshot, { protocol: 'study-2025', compare: true })));
    await check(lineageFigures(await lineage(snapshot)));
    await check(agesFigures(await lineageAges(snapshot)));
    await check(diffFigures(await diff(snapshot, later)));
  });

  it('the audit of the poster', async () => {
    const { rows } = await audit();
    expect(new Set(rows.map(({ verdict }) => verdict)).size).toBe(3);
    await check([auditFigure(rows)]);
  });

  it('every kind of figure was there', () => {
    expect([...seen].sort()).toEqual([...figureKinds].sort());
  });
});
