import type { Command } from 'commander';
import type { RunOptions } from '../commands/run-options.ts';
import type { SnapshotSource } from '../commands/with-snapshot.ts';
import { lineageDefaults } from '../definitions/lineage-choices.ts';
import type { Figure } from '../documents/figure.ts';
import type { LineageHead } from '../documents/lineage/lineage.ts';
import type { Page } from '../documents/page.ts';
import { usageError } from '../errors.ts';
import { familyFormats, ordinaryFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { flagOption, textsOption, wholeNumberOption } from './options/make-option.ts';
import {
  addOptions,
  figuresOption,
  generalOptions,
  headings,
  type OutputOptions,
  outputOptions,
  snapshotOption,
} from './options/shared.ts';
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';
import { whileOpening } from './while-opening.ts';
import { writeOutput, writeWarnings } from './write-output.ts';
import { writePage } from './write-page.ts';

/** The options of `lineage`, as they are parsed. */
interface LineageArguments extends OutputOptions {
  snapshot: string;
  users?: boolean;
  without?: string[];
  ages?: boolean;
  least?: number;
  up?: number;
  down?: number;
  width?: number;
}

/** Adds `lineage` to the program. */
export function addLineage(program: Command, cli: Cli): void {
  const command = program
    .command('lineage')
    .description(
      'the ancestors and descendants of one model, the users of one dataset, the shape of all lineages, or what would be lost with a repo',
    )
    .argument('[repo]', 'a model, or a dataset with --users: its id, or an old name if the rename is known');
  addOptions(command, headings.snapshot, [snapshotOption()]);
  addOptions(command, headings.which, [
    flagOption('--users', 'the models that declare the dataset, by task'),
    textsOption(
      '--without <repo or owner>',
      'what would be lost with a model, or with all models of an owner; may be repeated',
    ),
    flagOption('--ages', 'how old bases are when they are reused, by task and by year'),
    wholeNumberOption(
      '--least <n>',
      `descendants needed to count as a root lineage (default: ${lineageDefaults.least})`,
      { least: 1 },
    ),
    wholeNumberOption('--up <n>', `generations above the model (default: ${lineageDefaults.up})`, {
      least: 0,
    }),
    wholeNumberOption('--down <n>', `generations below the model (default: ${lineageDefaults.down})`, {
      least: 0,
    }),
    wholeNumberOption('--width <n>', `derivatives shown per model (default: ${lineageDefaults.width})`, {
      least: 1,
    }),
  ]);
  addOptions(command, headings.output, [
    ...outputOptions([...ordinaryFormats, ...familyFormats]),
    figuresOption(),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse lineage', 'the shape of all lineages, and the bases with the most derivatives'],
      ['hfreuse lineage google-bert/bert-base-uncased', 'its ancestors and descendants, as a tree'],
      ['hfreuse lineage stanfordnlp/imdb --users', 'the models that declare this dataset'],
      ['hfreuse lineage --ages', 'how old bases are when they are reused'],
      ['hfreuse lineage --without meta-llama', 'what would be lost with all models of an owner'],
    ],
    exitCodes: { 3: 'done, but the snapshot is incomplete', 130: 'interrupted; nothing was written' },
  });
  command.action(async (repo: string | undefined, options: LineageArguments) => {
    const given = command.getOptionValueSource('format') !== 'default';
    cli.exit(await writeLineage(cli, repo, options, given ? options.format : null));
  });
}

/** @returns the exit code: 0 complete, 3 from an incomplete snapshot, 130 interrupted */
async function writeLineage(
  { io }: Cli,
  repo: string | undefined,
  options: LineageArguments,
  chosen: string | null,
): Promise<number> {
  refuseLineage(repo, options, chosen);
  return untilInterrupted(toSay(io, options), () =>
    whileOpening(options, async (snapshot) => {
      const { head, shown, toFigures } = await withStatusLine(io, options, (run) =>
        compute(snapshot, repo, { ...options, chosen }, run),
      );
      if (typeof shown === 'string') {
        await writeOutput(io, options, shown);
      } else {
        // Its --width is of branches.
        await writePage(io, { ...options, width: undefined, fixedWidth: true }, shown, toFigures);
        writeWarnings(io, options, head.warnings);
      }
      return head.snapshot.complete ? 0 : 3;
    }),
  );
}

/** A document, and how it is shown: as a page in any format, or as a text of its own. */
interface Shown {
  head: LineageHead;
  shown: Page | string;
  toFigures?: () => Promise<Figure[]>;
}

async function compute(
  snapshot: SnapshotSource,
  repo: string | undefined,
  options: LineageArguments & { chosen: string | null },
  run: RunOptions,
): Promise<Shown> {
  const commands = await import('../commands/lineage.ts');
  const pages = await import('../documents/lineage/lineage-pages.ts');
  const toWrittenPage = <Document extends LineageHead>(
    document: Document,
    toPage: (document: Document) => Page,
  ): Shown => ({ head: document, shown: toPage(document) });
  const { without, chosen } = options;
  if (without !== undefined) {
    return toWrittenPage(await commands.lineageWithout(snapshot, without, run), pages.toRemovalPage);
  }
  if (options.ages === true) {
    const { toAgesPage } = await import('../documents/lineage/ages-page.ts');
    const document = await commands.lineageAges(snapshot, run);
    const toFigures = async () =>
      (await import('../documents/lineage/ages-figures.ts')).agesFigures(document);
    return { ...toWrittenPage(document, toAgesPage), toFigures };
  }
  if (repo === undefined) {
    const { least } = options;
    const document = await commands.lineage(snapshot, { ...run, least });
    const toFigures = async () =>
      (await import('../documents/lineage/lineage-figures.ts')).lineageFigures(document);
    return { ...toWrittenPage(document, pages.toLineagePage), toFigures };
  }
  if (options.users === true)
    return toWrittenPage(await commands.usersOf(snapshot, repo, run), pages.toUsersPage);
  const { up, down, width } = options;
  const bounds = Object.fromEntries(Object.entries({ up, down, width }).filter(([, n]) => n !== undefined));
  if (chosen === 'html' || chosen === 'svg') return drawFamily(snapshot, repo, { bounds, chosen }, run);
  const family = await commands.lineageOf(snapshot, repo, bounds, run);
  const { renderFamily } = await import('../render/render-family.ts');
  const drawn = renderFamily(chosen ?? 'tree', family);
  return drawn === null ? toWrittenPage(family, pages.toFamilyPage) : { head: family, shown: drawn };
}

/** The picture of a lineage: as large as a person can read, unless the bounds are asked for. */
async function drawFamily(
  snapshot: SnapshotSource,
  model: string,
  { bounds, chosen }: { bounds: { down?: number; width?: number }; chosen: 'html' | 'svg' },
  run: RunOptions,
): Promise<Shown> {
  const { lineageOf } = await import('../commands/lineage.ts');
  const { mostDrawn, mostModels, renderFamilyHtml, renderFamilySvg } = await import(
    '../render/render-family-page.ts'
  );
  const all = { down: Number.POSITIVE_INFINITY };
  const drawn = await lineageOf(snapshot, model, { ...all, width: 25, ...bounds, most: mostDrawn }, run);
  if (chosen === 'svg') return { head: drawn, shown: renderFamilySvg(drawn) };
  const listed = await lineageOf(snapshot, model, { ...all, width: 1000, ...bounds, most: mostModels }, run);
  return { head: drawn, shown: renderFamilyHtml(drawn, listed) };
}

/** @throws HfreuseError (exit 2) naming what does not go together */
function refuseLineage(repo: string | undefined, options: LineageArguments, chosen: string | null): void {
  const { ages, least } = options;
  if (ages === true && (repo !== undefined || options.users === true || options.without !== undefined)) {
    throw usageError('--ages describes all lineages, so it does not go with a repo, --users or --without');
  }
  if (least !== undefined && (repo !== undefined || ages === true || options.without !== undefined)) {
    throw usageError('--least goes with the shape of all lineages: hfreuse lineage --least <n>');
  }
  const { users, without, up, down, width, figures } = options;
  if (figures !== undefined && (repo !== undefined || without !== undefined)) {
    throw usageError(
      '--figures is of all lineages: hfreuse lineage --figures <folder>, with or without --ages; one model is drawn by --format svg',
    );
  }
  if (without !== undefined && (repo !== undefined || users === true)) {
    throw usageError('--without names what is removed, so it does not go with another repo or --users');
  }
  if (users === true && repo === undefined)
    throw usageError('--users takes a dataset: hfreuse lineage <dataset> --users');
  const ofFamily = repo !== undefined && users !== true;
  const bounded = Object.entries({ '--up': up, '--down': down, '--width': width }).find(
    ([, n]) => n !== undefined,
  );
  if (!ofFamily && bounded !== undefined) {
    throw usageError(`${bounded[0]} goes with one model: hfreuse lineage <model> ${bounded[0]} <n>`);
  }
  if (!ofFamily && familyFormats.some((format) => format === chosen)) {
    throw usageError(
      `--format ${chosen} draws the lineage of one model: hfreuse lineage <model>; choose from ${ordinaryFormats.join(', ')}`,
    );
  }
}
