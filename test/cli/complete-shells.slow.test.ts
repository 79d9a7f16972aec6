import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProgramFolder } from '../support/program-folder.ts';

// Each shell itself, with the built program as `hfreuse`. PowerShell's script is parsed by a test beside this one.
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-shells-'));
const bashCompletion = '/usr/share/bash-completion/bash_completion';
const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

let env: NodeJS.ProcessEnv;

beforeAll(() => {
  env = { ...makeProgramFolder(folder), HOME: folder, TERM: 'dumb' };
  writeFileSync(join(folder, 'some-snapshot.duckdb'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script in a shell, in the folder, with `hfreuse` on the path. */
function runShell(shell: string, args: readonly string[], script: string): string {
  const file = join(folder, `script.${shell}`);
  writeFileSync(file, script);
  return execFileSync(shell, [...args, file], { cwd: folder, env, encoding: 'utf8', timeout: 120_000 });
}

describe.skipIf(!has('bash') || !existsSync(bashCompletion))(
  'bash (skipped where it or bash-completion is not installed)',
  () => {
    it('completes commands, options, their words and tasks; files where nothing else is', () => {
      const printed = runShell(
        'bash',
        ['--norc'],
        `source ${bashCompletion}
source <(hfreuse complete bash)
source <(hfreuse complete bash)
complete -p hfreuse
ask() {
  COMP_LINE="$*" COMP_POINT=\${#COMP_LINE} COMP_CWORD=$(( $# - 1 )) COMPREPLY=()
  COMP_WORDS=("$@")
  __hfreuse_complete 2>/dev/null
  echo "$* > \${COMPREPLY[*]}"
}
ask hfreuse codeb
ask hfreuse report --fail-on "'mean<0.5'" --form
ask hfreuse top ''
ask hfreuse report --task fill
ask hfreuse report --snapshot some
`,
      );
      expect(printed.split('\n')).toEqual([
        // Files are bash's own default, which the script takes away where words are known.
        'complete -o default -F __hfreuse_complete hfreuse',
        'hfreuse codeb > codebook',
        "hfreuse report --fail-on 'mean<0.5' --form > --format",
        'hfreuse top  > datasets models owners',
        'hfreuse report --task fill > fill-mask',
        'hfreuse report --snapshot some > ',
        '',
      ]);
    });
  },
);

describe.skipIf(!has('fish'))('fish (skipped where it is not installed)', () => {
  it('completes commands, options, their words, tasks and files', () => {
    const lines = ['codeb', 'top ', 'report --task fill', 'report --snapshot some'];
    const asked = lines.map((line) => `complete --do-complete 'hfreuse ${line}'; echo .`);
    const script = `source (hfreuse complete fish | psub)\n${asked.join('\n')}\n`;
    const printed = runShell('fish', [], script).split('.\n');
    expect(printed.map((part) => part.trim().split('\t')[0]?.split('\n'))).toEqual([
      ['codebook'],
      ['datasets', 'models', 'owners'],
      ['fill-mask'],
      ['some-snapshot.duckdb'],
      [''],
    ]);
  });
});

describe.skipIf(!has('zsh'))('zsh (skipped where it is not installed)', () => {
  it.each([
    ['top data', '*datasets*'],
    ['report --task fill', '*fill-mask*'],
    ['report --snapshot some', '*some-snapshot.duckdb*'],
  ])('completes %j at a terminal of its own', (line, pattern) => {
    // Waits for what is wanted, however long it takes; the test ends where it never comes.
    const printed = runShell(
      'zsh',
      ['-f'],
      `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; autoload -U compinit; compinit -u -d ${folder}/dump; source <(hfreuse complete zsh); LISTMAX=1000; print READ\${:-Y}"
zpty -r shell output '*READY*'
zpty -n -w shell $'hfreuse ${line}\\t'
zpty -r shell output '${pattern}'
print -r -- "$output"
zpty -d shell
`,
    );
    for (const word of pattern.split('*')) expect(printed).toContain(word);
  });
});
