import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { report } from '../../src/commands/report.ts';
import { top } from '../../src/commands/top.ts';
import { readWhoIsReused } from '../../src/commands/who-is-reused.ts';
import { toReportFigures } from '../../src/documents/report/report-figures.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-who-'));
const snapshot = join(folder, 'hub.duckdb');
await copySimulated(snapshot, { models: 3000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('who is reused, in the figures of a report', () => {
  it('each question has concentration by repo and by owner, names, and flows, after its own figures', async () => {
    const document = await report(snapshot, { lorenz: true });
    const figures = toReportFigures(document, await readWhoIsReused(snapshot, {}));
    const ids = figures.map(({ id }) => id);
    const last = (part: string): number => ids.findLastIndex((id) => id.startsWith(part));
    expect(ids.indexOf('rq2-concentration-nlp')).toBeGreaterThan(last('rq2-models-per-dataset'));
    expect(ids.indexOf('top-datasets')).toBeLessThan(ids.indexOf('rq3-derivatives-per-model-nlp-spread'));
    for (const id of ['top-models', 'flows-models', 'flows-datasets']) expect(ids).toContain(id);

    const owners = await report(snapshot, { measures: ['uses-per-owner'] });
    const [figure] = figures.filter(({ id }) => id === 'rq2-concentration-nlp');
    if (figure?.kind !== 'concentration') throw new Error('no figure');
    for (const { task, figure: name, by, value } of figure.rows) {
      const rows =
        by === 'by owner' ? owners.rows : document.rows.filter(({ question }) => question === 'RQ2');
      const row = rows.find((one) => one.task === task && one.modality === 'nlp');
      expect(value).toBe(name === 'Gini over n>0' ? row?.giniNonzero : row?.top10Share);
    }
    expect(figure.rows.length).toBeGreaterThan(4);

    const [bars] = figures.filter(({ id }) => id === 'top-models');
    if (bars?.kind !== 'bars') throw new Error('no figure');
    const { rows } = await top(snapshot, { kind: 'models' });
    expect(bars.rows).toEqual(rows.map(({ id, uses, share, ghost }) => ({ id, value: uses, share, ghost })));
  });

  it('follow the choice of the report, or are left out', async () => {
    const slice = await readWhoIsReused(snapshot, { questions: ['RQ3'], relations: ['adapter'] });
    expect(slice.tops.map(({ kind }) => kind)).toEqual(['models']);
    expect(slice.tops[0]?.request.relations).toEqual(['adapter']);
    expect(slice.flows).toEqual([]);
    expect(slice.owners.every(({ measure }) => measure === 'derivatives-per-owner')).toBe(true);
    const none = { owners: [], tops: [], flows: [] };
    expect(await readWhoIsReused(snapshot, { protocol: 'study-2025' })).toEqual(none);
    expect(await readWhoIsReused(snapshot, { questions: ['RQ1'] })).toEqual(none);
    const others = await readWhoIsReused(snapshot, { excludeSameOwner: true });
    expect([others.tops, others.flows]).toEqual([[], []]);
    expect(others.owners.length).toBeGreaterThan(0);
  });
});
