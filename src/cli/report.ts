import type { Command } from 'commander';
import type { ReportRequest } from '../commands/report/request.ts';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { paperFormats } from '../render/formats.ts';
import { toNamedColumns } from './check-columns.ts';
import type { Cli } from './command.ts';
import { findFailure } from './fail-on.ts';
import { addHelp } from './options/help.ts';
import { countingOptions, figureOptions, type ReportOptions, showingOptions } from './options/report.ts';
import { refuseReport } from './options/report-conflicts.ts';
import {
  addOptions,
  addSnapshotArgument,
  chooseSnapshot,
  generalOptions,
  headings,
  isGiven,
  outputOptions,
  rowOptions,
  snapshotOption,
  widthOption,
} from './options/shared.ts';
import { toRowRequest } from './options/to-row-request.ts';
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';
import { writeTrend } from './trend.ts';
import { whileOpening } from './while-opening.ts';
import { writeLine } from './write-line.ts';
import { writeWarnings } from './write-output.ts';
import { isRichTerminal, wantsFigures, writePage } from './write-page.ts';

/** Adds `report` to the program. */
export function addReport(program: Command, cli: Cli): void {
  const command = program.command('report').description('per-task tables that answer RQ1, RQ2, RQ3');
  addSnapshotArgument(command);
  addOptions(command, headings.which, [snapshotOption(), ...rowOptions()]);
  addOptions(command, headings.how, countingOptions());
  addOptions(command, headings.more, figureOptions());
  addOptions(command, headings.output, [...showingOptions(), ...outputOptions(paperFormats), widthOption()]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse report', 'all three questions, for the nlp and cv tasks of hub.duckdb'],
      ['hfreuse report other.duckdb --question 3 --modality all --sort gini', 'RQ3 of another snapshot'],
      ['hfreuse report --format csv --output report.csv', 'every column, for a spreadsheet'],
      ['hfreuse report --ci 1000 --fit-tail --task text-generation', 'intervals, and a power law'],
      ["hfreuse report --task fill-mask --fail-on 'mean<0.5'", 'a check in a script'],
      [
        'hfreuse report --every year --question 3 --task text-generation',
        'how it came to be, as far as it still exists',
      ],
      ['hfreuse report --trend hub-export', 'the headline figures of every export, by date'],
    ],
    exitCodes: {
      3: 'done, but the snapshot, or a date of the trend, is incomplete',
      4: 'a row matches --fail-on, or there is no row',
      130: 'interrupted; nothing was written',
    },
  });
  command.action(async (named: string | undefined, given: ReportOptions) => {
    const options = { ...given, snapshot: chooseSnapshot(command, named) };
    const { trend } = options;
    if (trend === undefined) cli.exit(await writeReport(cli, options));
    // The default is not the user's choice.
    else {
      const isNamed = named !== undefined || isGiven(command, 'snapshot');
      cli.exit(await writeTrend(cli, trend, options, isNamed));
    }
  });
}

/** @returns the exit code: 0 done, 3 from an incomplete snapshot, 4 where --fail-on holds, 130 interrupted */
async function writeReport({ io }: Cli, options: ReportOptions): Promise<number> {
  refuseReport(options);
  const { sort, conditions } = toNamedColumns(options);
  return untilInterrupted(toSay(io, options), () =>
    whileOpening(options, async (snapshot) => {
      const { report } = await import('../commands/report.ts');
      const { toReportPage } = await import('../documents/report/report-page.ts');
      const drawn = wantsFigures(options);
      const barred = isRichTerminal(io, options) && options.columns === undefined;
      // How often each value occurs is what most figures show, and Lorenz curves hold it.
      const request = toRequest({ ...options, lorenz: options.lorenz === true || drawn || barred }, sort);
      const document = await withStatusLine(io, options, (run) => report(snapshot, request, run));
      const shown = options.lorenz === true || !request.lorenz ? document : hideLorenz(document, barred);
      await writePage(io, options, toReportPage(shown, options.columns), async () => {
        const { toReportFigures } = await import('../documents/report/report-figures.ts');
        const { historyFigures, survivors } = await import('../documents/report/history-figures.ts');
        const { readWhoIsReused } = await import('../commands/who-is-reused.ts');
        const who = await withStatusLine(io, options, (run) =>
          readWhoIsReused(snapshot, toRequest(options, sort), run),
        );
        return [...toReportFigures(toLatest(document), who), ...historyFigures(document.rows, survivors)];
      });
      writeWarnings(io, options, document.warnings);
      const failures = conditions.flatMap((condition) => findFailure(condition, document.rows) ?? []);
      for (const failure of failures) writeLine(io, `hfreuse: --fail-on ${failure}`);
      return failures.length > 0 ? 4 : codeOf(document);
    }),
  );
}

/** Curves that no one asked for are in figures alone, and in the bars of a terminal. */
const hideLorenz = (document: ReportDocument, barred: boolean): ReportDocument => ({
  ...document,
  request: { ...document.request, lorenz: false },
  rows: barred ? document.rows : document.rows.map(({ lorenz: _, ...row }) => row),
});

/** Pictures are of the last slice of a history. */
const toLatest = (document: ReportDocument): ReportDocument => {
  const last = document.rows.at(-1)?.before;
  return { ...document, rows: document.rows.filter(({ before }) => before === last) };
};

const codeOf = ({ snapshot }: ReportDocument): number => (snapshot.complete ? 0 : 3);

function toRequest(options: ReportOptions, sort: ReportRequest['sort']): ReportRequest {
  const { relation, by, createdBefore, every, excludeSameOwner, ci, fitTail, fitP, seed } = options;
  const { lorenz, compare, grid, requireComplete, rarefy: rarefyTo, minN } = options;
  return {
    ...toRowRequest(options),
    ...{ relations: relation, by, createdBefore, every, excludeSameOwner, rarefyTo, minN, sort },
    ...{ resamples: ci, fitTail, simulations: fitP, seed, lorenz, compare, grid, requireComplete },
  };
}
