import type { Command } from 'commander';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { toChoice, wordArgument } from './options/make-option.ts';
import { addOptions, type GeneralOptions, generalOptions, headings, outputOption } from './options/shared.ts';
import { checkOutput, writeOutput } from './write-output.ts';

/** The shells that completion is written for. */
const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** The options of `complete`, as they are parsed. */
interface CompleteOptions extends GeneralOptions {
  output?: string;
}

/** Adds `complete` to the program. What the script asks at each Tab is answered before options are parsed. */
export function addComplete(program: Command, { io, exit }: Cli): void {
  const command = program
    .command('complete')
    .description('completion for a shell: commands, options, their words, tasks, files')
    .addArgument(wordArgument('<shell>', shells));
  addOptions(command, headings.output, [outputOption()]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['source <(hfreuse complete bash)', 'in ~/.bashrc; it needs the package bash-completion'],
      ['source <(hfreuse complete zsh)', 'in ~/.zshrc, below compinit'],
      ['hfreuse complete fish --output ~/.config/fish/completions/hfreuse.fish', 'once'],
      ['hfreuse complete powershell | Out-String | Invoke-Expression', 'in $PROFILE'],
    ],
  });
  command.action(async (shell: string, options: CompleteOptions) => {
    const chosen = toChoice('complete', shell, shells);
    checkOutput(options, []);
    const { completionScript } = await import('./complete/completion-script.ts');
    await writeOutput(io, options, completionScript(chosen));
    exit(0);
  });
}
