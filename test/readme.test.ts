import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runHfreuse } from './cli/run-hfreuse.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
const packageFile = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8');

/** The section of a command, by its heading. */
const sectionOf = (command: string): string =>
  readme.split(`\n### ${command}\n`)[1]?.split('\n## ')[0]?.split('\n### ')[0] ?? '';

it('README documents every command and every option of each', async () => {
  const help = await runHfreuse(['--help']);
  const commands = [...help.stdout.matchAll(/^ {2}([a-z]+)\b/gm)]
    .flatMap((match) => match[1] ?? [])
    .filter((name) => name !== 'help');
  expect(commands.length).toBeGreaterThan(4);
  for (const command of commands) {
    expect(readme, command).toContain(`| \`${command}\` |`);
    const { stdout } = await runHfreuse([command, '--help']);
    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].flatMap((match) => match[1] ?? []);
    const everywhere = ['--help', '--quiet', '--debug'];
    for (const option of options.filter((name) => !everywhere.includes(name))) {
      expect(sectionOf(command), `${command} ${option}`).toContain(option);
    }
  }
});

it('README says why each package is there', () => {
  const { dependencies, devDependencies } = JSON.parse(packageFile) as Record<string, Record<string, string>>;
  for (const name of [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})]) {
    if (!name.startsWith('@types/')) expect(readme).toContain(`\`${name}\``);
  }
});
