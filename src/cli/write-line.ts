import type { Io } from '../io.ts';
import { plainText } from '../text.ts';

/** A line on stderr; a path or a name in it may be anybody's, and steers no terminal. */
export const writeLine = ({ stderr }: Pick<Io, 'stderr'>, line: string): void =>
  void stderr.write(`${plainText(line)}\n`);
