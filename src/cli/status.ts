import type { Command } from 'commander';
import type { StatusOptions } from '../commands/status.ts';
import type { Io } from '../io.ts';
import { addCommonOptions, addOutputOptions, addSnapshotOption } from './parse-options.ts';

/** Adds `status` to the program. */
export function addStatus(program: Command, io: Io): void {
  const command = program
    .command('status')
    .description('what the snapshot holds, what is missing, what the references turned out to be');
  addCommonOptions(addOutputOptions(addSnapshotOption(command), ['table', 'json'])).action(
    async (options: StatusOptions) => {
      const { status } = await import('../commands/status.ts');
      process.exitCode = await status(io, options);
    },
  );
}
