import type { Command } from 'commander';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { addOptions, type GeneralOptions, generalOptions, headings } from './options/shared.ts';
import { toRun, toSay, untilInterrupted } from './to-run.ts';
import { defaultWidth } from './write-page.ts';

/** Where the demo keeps its snapshot. */
const kept = 'demo.duckdb';

/** What a person may try next. */
const next = [
  `top models --snapshot ${kept}`,
  `lineage --snapshot ${kept}`,
  `report ${kept} --format html --output demo.html`,
];

/** Adds `demo` to the program. */
export function addDemo(program: Command, cli: Cli): void {
  const command = program
    .command('demo')
    .description(`collect from a simulated Hub and report, with no network; the snapshot is kept as ${kept}`);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [['hfreuse demo', 'takes a few seconds and needs no network']],
    exitCodes: { 130: 'interrupted' },
  });
  command.action(async (options: GeneralOptions) => {
    cli.exit(await writeDemo(cli, options));
  });
}

/** @returns the exit code: 0 done, 3 where the collection is incomplete, 130 interrupted */
async function writeDemo({ io }: Cli, options: GeneralOptions): Promise<number> {
  const { demo } = await import('../commands/demo.ts');
  const say = toSay(io, options);
  return untilInterrupted(say, async () => {
    const document = await demo(kept, {
      ...toRun(io, options),
      onProgress: (event) => {
        if (event.type === 'note') say(event.text);
      },
    });
    const { toReportPage } = await import('../documents/report/report-page.ts');
    const { renderPage } = await import('../render/render-page.ts');
    const width = io.stdout.columns ?? defaultWidth;
    io.stdout.write(await renderPage('table', toReportPage(document), { width }));
    say(`${kept} is kept; three commands to try next:`);
    for (const command of next) say(`  hfreuse ${command}`);
    return document.snapshot.complete ? 0 : 3;
  });
}
