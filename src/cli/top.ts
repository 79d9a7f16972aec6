import type { Command } from 'commander';
import type { TopRequest } from '../commands/top.ts';
import type { relations } from '../definitions/relations.ts';
import { relations as relationNames } from '../definitions/relations.ts';
import type { Modality } from '../definitions/tasks.ts';
import { defaultLimits, type Ranking, rankings, topKinds } from '../definitions/top-choices.ts';
import { paperFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { checkDate } from './options/check-date.ts';
import { addHelp } from './options/help.ts';
import {
  anyTextOption,
  toChoice,
  wholeNumberOption,
  wordArgument,
  wordOption,
  wordsOption,
} from './options/make-option.ts';
import {
  addOptions,
  figuresOption,
  generalOptions,
  headings,
  modalityOption,
  type OutputOptions,
  outputOptions,
  snapshotOption,
  taskOption,
  widthOption,
} from './options/shared.ts';
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';
import { whileOpening } from './while-opening.ts';
import { writeWarnings } from './write-output.ts';
import { writePage } from './write-page.ts';

/** The options of `top`, as they are parsed. */
interface TopOptions extends OutputOptions {
  snapshot: string;
  task?: string[];
  modality?: string[];
  n: number;
  rankBy: Ranking;
  relation?: (typeof relations)[number][];
  createdBefore?: string;
}

/** Adds `top` to the program. */
export function addTop(program: Command, cli: Cli): void {
  const command = program
    .command('top')
    .description('the most reused datasets, models or owners, by name')
    .addArgument(wordArgument('<what>', topKinds));
  addOptions(command, headings.which, [
    snapshotOption(),
    modalityOption('only those of tasks of these modalities (default: all, ghosts too)', ['all']),
    taskOption('only those of this task; may be repeated'),
    wholeNumberOption('--n <n>', 'at most this many rows', { least: 1, fallback: defaultLimits.top }),
  ]);
  addOptions(command, headings.how, [
    wordOption('--rank-by <figure>', 'what to rank by', rankings, 'uses'),
    wordsOption('--relation <names>', 'models and owners: only edges of these relations', relationNames),
    anyTextOption('--created-before <date>', 'only repos created before this date that still exist'),
  ]);
  addOptions(command, headings.output, [...outputOptions(paperFormats), figuresOption(), widthOption()]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse top datasets --task text-classification', 'the datasets behind the largest values of RQ2'],
      [
        'hfreuse top models --rank-by owners',
        'bases by how many owners derive from them, so that bulk uploads count once',
      ],
      ['hfreuse top models --rank-by descendants --relation merge', 'the bases behind the most merges'],
      ['hfreuse top owners --n 50 --format csv', 'the owners whose datasets and models are used most'],
    ],
    exitCodes: { 3: 'done, but the snapshot is incomplete', 130: 'interrupted; nothing was written' },
  });
  command.action(async (what: string, options: TopOptions) => {
    cli.exit(await writeTop(cli, what, options));
  });
}

/** @returns the exit code: 0 complete, 3 from an incomplete snapshot, 130 interrupted */
async function writeTop({ io }: Cli, what: string, options: TopOptions): Promise<number> {
  const kind = toChoice('top', what, topKinds);
  checkDate('--created-before', options.createdBefore);
  return untilInterrupted(toSay(io, options), () =>
    whileOpening(options, async (snapshot) => {
      const { top } = await import('../commands/top.ts');
      const { toTopPage } = await import('../documents/top/top-page.ts');
      const document = await withStatusLine(io, options, (run) =>
        top(snapshot, toRequest(kind, options), run),
      );
      await writePage(io, options, toTopPage(document), async () => {
        const { topFigure } = await import('../documents/top/top-figure.ts');
        return document.rows.length === 0 ? [] : [topFigure(document)];
      });
      writeWarnings(io, options, document.warnings);
      return document.snapshot.complete ? 0 : 3;
    }),
  );
}

const toRequest = (kind: TopRequest['kind'], options: TopOptions): TopRequest => ({
  kind,
  tasks: options.task,
  modalities: options.modality as (Modality | 'all')[] | undefined,
  n: options.n,
  rankBy: options.rankBy,
  relations: options.relation,
  createdBefore: options.createdBefore,
});
