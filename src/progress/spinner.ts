import ora from 'ora';
import type { Io } from '../io.ts';
import { fitLine } from './status-line.ts';

/**
 * Whether stderr is a terminal that can rewrite a line. One that reports a width of 0 makes ora clear lines forever.
 */
export const canSpin = ({ stderr, env }: Io): boolean =>
  stderr.isTTY === true &&
  (stderr.columns ?? 0) > 10 &&
  env.TERM !== 'dumb' &&
  'cursorTo' in stderr &&
  'clearLine' in stderr;

/** One line on the terminal that is rewritten; other writes to it appear above. */
export function createSpinner({ stderr, env }: Io): { show(line: string): void; stop(): void } {
  const spinner = ora({
    // canSpin has seen that it is a terminal's stream, which is all that ora needs.
    stream: stderr as unknown as NodeJS.WritableStream,
    color: env.NO_COLOR ? false : 'cyan',
    isEnabled: true,
    // Taking over stdin would take Ctrl+C away from us.
    discardStdin: false,
  });
  return {
    show(line) {
      // The window may have been made narrower since.
      const columns = stderr.columns || 80;
      spinner.text = fitLine(line, columns - 3);
      if (!spinner.isSpinning) spinner.start();
    },
    stop() {
      // It would show a cursor that was never hidden.
      if (spinner.isSpinning) spinner.stop();
    },
  };
}
