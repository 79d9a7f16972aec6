import type { Io } from '../io.ts';

/** What a command of the program works with. */
export interface Cli {
  io: Io;
  /** What the program ends with, unless an error says otherwise. */
  exit(code: number): void;
}
