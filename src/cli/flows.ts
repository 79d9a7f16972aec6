import type { Command } from 'commander';
import type { Modality } from '../definitions/tasks.ts';
import { paperFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { toChoice, wordArgument } from './options/make-option.ts';
import {
  addOptions,
  figuresOption,
  generalOptions,
  headings,
  modalityOption,
  type OutputOptions,
  outputOptions,
  snapshotOption,
  widthOption,
} from './options/shared.ts';
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';
import { whileOpening } from './while-opening.ts';
import { writeWarnings } from './write-output.ts';
import { writePage } from './write-page.ts';

/** The options of `flows`, as they are parsed. */
interface FlowsOptions extends OutputOptions {
  snapshot: string;
  modality?: string[];
}

const kinds = ['datasets', 'models'] as const;

/** Adds `flows` to the program. */
export function addFlows(program: Command, cli: Cli): void {
  const command = program
    .command('flows')
    .description('which tasks reuse what was made for which tasks')
    .addArgument(wordArgument('<what>', kinds));
  addOptions(command, headings.which, [
    snapshotOption(),
    modalityOption('only uses by models of tasks of these modalities (default: all, without a task too)', [
      'all',
    ]),
  ]);
  addOptions(command, headings.output, [...outputOptions(paperFormats), figuresOption(), widthOption()]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse flows datasets', 'which tasks the datasets that each task uses were made for'],
      ['hfreuse flows models --modality cv --format csv', 'one row per pair of tasks'],
    ],
    exitCodes: { 3: 'done, but the snapshot is incomplete', 130: 'interrupted; nothing was written' },
  });
  command.action(async (what: string, options: FlowsOptions) => {
    cli.exit(await writeFlows(cli, what, options));
  });
}

/** @returns the exit code: 0 complete, 3 from an incomplete snapshot, 130 interrupted */
async function writeFlows({ io }: Cli, what: string, options: FlowsOptions): Promise<number> {
  const kind = toChoice('flows', what, kinds);
  return untilInterrupted(toSay(io, options), () =>
    whileOpening(options, async (snapshot) => {
      const { flows } = await import('../commands/flows.ts');
      const { toFlowsPage } = await import('../documents/flows/flows-page.ts');
      const modalities = options.modality as (Modality | 'all')[] | undefined;
      const document = await withStatusLine(io, options, (run) => flows(snapshot, { kind, modalities }, run));
      await writePage(io, options, toFlowsPage(document), async () => {
        const { flowsFigure } = await import('../documents/flows/flows-figure.ts');
        return document.rows.length === 0 ? [] : [flowsFigure(document)];
      });
      writeWarnings(io, options, document.warnings);
      return document.snapshot.complete ? 0 : 3;
    }),
  );
}
