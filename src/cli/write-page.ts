import { pause } from '../async.ts';
import { withAbort } from '../commands/run-options.ts';
import type { Figure } from '../documents/figure.ts';
import type { Fact, Page } from '../documents/page.ts';
import type { Io } from '../io.ts';
import type { OutputOptions } from './options/shared.ts';
import { toCommandLine } from './to-command-line.ts';
import { writeBeside, writeOutput } from './write-output.ts';

/** Whether a command is to draw: for a page, or as files of their own. */
export const wantsFigures = ({ format, figures }: OutputOptions): boolean =>
  format === 'html' || figures !== undefined;

/** Whether a page goes to a terminal that shows more than plain text: https://no-color.org. */
export const isRichTerminal = ({ stdout, env }: Io, { output, format }: OutputOptions): boolean =>
  format === 'table' &&
  output === undefined &&
  stdout.isTTY === true &&
  (env.NO_COLOR ?? '') === '' &&
  env.TERM !== 'dumb';

/** Where there is no terminal. */
export const defaultWidth = 100;

/** How to make a page again: it may be read far from where it was made. */
const againFacts = ({ words }: Io): Fact[] =>
  words === undefined ? [] : [{ label: 'Again', text: toCommandLine(words) }];

/**
 * Prints a page, as wide as the terminal that it goes to unless a width is asked for, or writes it to `--output`, and its figures to `--figures`.
 * @param toFigures what the page shows in pictures; asked only where they are wanted
 * @throws HfreuseError (exit 1) where a file cannot be written; AbortError, nothing printed
 */
export async function writePage(
  io: Io,
  options: OutputOptions,
  page: Page,
  toFigures: () => Promise<readonly Figure[]> = async () => [],
): Promise<void> {
  const { renderPage } = await import('../render/render-page.ts');
  const terminal = options.output === undefined ? io.stdout.columns : undefined;
  const width = options.width ?? terminal ?? defaultWidth;
  if (!wantsFigures(options)) {
    const color = isRichTerminal(io, options);
    const text = await unlessInterrupted(io, () =>
      renderPage(options.format, page, { ...options, width, color }),
    );
    await writeOutput(io, options, text);
    await writeBeside(io, options, page.beside);
    return;
  }
  const figures = await toFigures();
  const { drawFigures } = await import('../render/plots/draw-figures.ts');
  const pictures = await drawFigures(figures);
  const drawn =
    options.format === 'html' ? { ...page, figures, facts: [...page.facts, ...againFacts(io)] } : page;
  const text = await unlessInterrupted(io, () =>
    renderPage(options.format, drawn, { ...options, width, pictures }),
  );
  await writeOutput(io, options, text);
  await writeBeside(io, options, page.beside);
  if (options.figures === undefined) return;
  const { writeFigures } = await import('./write-figures.ts');
  await writeFigures(options.figures, figures, pictures);
}

/** A page of many rows takes its time, in which no interrupt is heard: it is before and after. */
const unlessInterrupted = ({ signal }: Io, render: () => Promise<string>): Promise<string> =>
  withAbort(signal, async () => {
    await pause(signal);
    const text = await render();
    await pause(signal);
    return text;
  });
