import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { toSnakeCase } from '../../src/documents/column.ts';
import { findReportColumn, refuseColumns } from '../../src/documents/report/choose-columns.ts';
import { toReportPage } from '../../src/documents/report/report-page.ts';
import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import { reportTable } from '../../src/documents/report/report-table.ts';
import { pageFormats, type RenderOptions } from '../../src/render/render-page.ts';
import { hostile, madeUpReport } from './made-up.ts';
import { renderLoaded } from './render-loaded.ts';

const unsafe = /[\p{Cc}\p{Bidi_Control}]/u;
const layout = /[\n\t]|\r\n/g;
const records = (text: string, delimiter = ','): Record<string, string>[] =>
  parse(text, { columns: true, delimiter, bom: true });

/** A report as it is printed. */
const renderReport = (
  format: string,
  document: ReportDocument,
  { columns, ...options }: RenderOptions & { columns?: string[] } = {},
): string => renderLoaded(format, toReportPage(document, columns), options);

describe('a rendered report', () => {
  it.each(pageFormats)('%s is as it was', async (format) => {
    await expect(renderReport(format, madeUpReport)).toMatchFileSnapshot(`golden/report.${format}`);
  });

  it.each(pageFormats)('%s lets no control character through, and ends with one newline', (format) => {
    const text = renderReport(format, madeUpReport);
    expect(text.replace(layout, '')).not.toMatch(unsafe);
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('gives the document itself in JSON, hostile names and all', () => {
    expect(JSON.parse(renderReport('json', madeUpReport))).toEqual(madeUpReport);
  });

  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ])('%s holds every figure unrounded, and nothing for null', (format, delimiter) => {
    const lines = records(renderReport(format, madeUpReport), delimiter);
    expect(lines).toHaveLength(madeUpReport.rows.length);
    lines.forEach((line, index) => {
      const row = madeUpReport.rows[index];
      for (const { key, kind } of reportTable.columns.filter(({ request }) => request === undefined)) {
        const value = row?.[key as keyof ReportRow] ?? null;
        const text = line[toSnakeCase(key)];
        if (kind !== 'text') expect(text === '' ? null : Number(text)).toBe(value);
      }
    });
  });

  it('ends CSV lines with CRLF, TSV lines with LF, and puts a byte order mark where asked', () => {
    expect(renderReport('csv', madeUpReport).replaceAll('\r\n', '')).not.toContain('\n');
    expect(renderReport('tsv', madeUpReport)).not.toContain('\r');
    expect(
      renderReport('csv', madeUpReport, { bom: true }).startsWith(
        '\ufeffsnapshot_date,endpoint,protocol,request,question,',
      ),
    ).toBe(true);
    expect(renderReport('json', madeUpReport, { bom: true }).startsWith('{')).toBe(true);
  });

  it('takes columns by JSON or CSV name, in the order given, each once', () => {
    const columns = ['top1_pct_share', 'task', 'top1PctShare', 'hhi'];
    expect(renderReport('csv', madeUpReport, { columns }).split('\r\n')[0]).toBe('top1_pct_share,task,hhi');
    const { rows } = JSON.parse(renderReport('json', madeUpReport, { columns }));
    expect(Object.keys(rows[0])).toEqual(['top1PctShare', 'task', 'hhi']);
    for (const format of ['table', 'markdown', 'html']) {
      expect(renderReport(format, madeUpReport, { columns })).toContain('HHI');
    }
  });

  it('rounds where asked, but never in JSON', () => {
    const options = { decimals: 2, columns: ['task', 'mean', 'n'] };
    expect(renderReport('csv', madeUpReport, options)).toContain('fill-mask,1.07,40\r\n');
    expect(renderReport('table', madeUpReport, options)).toMatch(/fill-mask +1\.07 +40\n/);
    expect(renderReport('json', madeUpReport, options)).toContain('1.0666666666666667');
  });

  it('fits tables and prose to a width, whatever the figures', () => {
    const rows = madeUpReport.rows.map((row) => ({
      ...row,
      ...{
        task: 'zero-shot-image-classification',
        mean: 1234.56789,
        sd: 123456.789,
        max: 1234567,
        nAll: 1234567,
      },
    }));
    for (const width of [60, 100, 200]) {
      const text = renderReport('table', { ...madeUpReport, rows }, { width });
      const lines = text.split('\n').map((line) => line.length);
      expect(Math.max(...lines)).toBeLessThanOrEqual(width);
      // What is left out is named, and comes back with more room.
      expect(text.includes('left out to fit')).toBe(width < 200);
      expect(text).toMatch(/zero-shot-image-classification.* 1234\.5679/);
    }
  });

  it('reports it where there is no row', () => {
    for (const format of ['table', 'markdown', 'html']) {
      expect(renderReport(format, { ...madeUpReport, rows: [] })).toContain('No row');
    }
    expect(renderReport('csv', { ...madeUpReport, rows: [] })).toMatch(/^snapshot_date,[^\n]*\r\n$/);
  });

  it('colours only when asked', () => {
    expect(renderReport('table', madeUpReport, { color: true })).toContain('\u001b[1mtask\u001b[22m');
    expect(renderReport('table', madeUpReport)).not.toContain('\u001b');
  });

  it('knows its columns letter for letter', () => {
    expect(findReportColumn('mean_all')?.key).toBe('meanAll');
    expect(findReportColumn('MeanAll')).toBeUndefined();
    expect(Object.keys(madeUpReport.rows[0] ?? {})).toEqual(
      reportTable.columns.filter(({ request }) => request === undefined).map(({ key }) => key),
    );
    expect(() => renderReport('csv', madeUpReport, { columns: [hostile] })).toThrow(RangeError);
  });

  it('states which column there is not, and which there are', () => {
    expect(refuseColumns(['task', 'mean_all'], 'csv')).toBeNull();
    expect(refuseColumns(['task', 'mode'], 'csv')?.problem).toMatch(
      /^there is no column "mode"; choose from before, question, /,
    );
    expect(refuseColumns([], 'csv')?.problem).toMatch(/^no column is named; choose from /);
  });
});
