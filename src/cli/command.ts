import type { Io } from '../io.ts';

/** What a command of the program works with. */
export interface Cli {
  io: Io;
  /** The exit code of the program, unless an error sets another. */
  exit(code: number): void;
}
