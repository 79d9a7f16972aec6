import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';

// Neither Debian, npm nor PyPI has a PowerShell that runs without a download of its own, so its script is parsed, not run.
const grammar = ['tree-sitter==0.26.1', 'tree-sitter-powershell==0.26.4'];
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-powershell-'));
const venv = join(folder, 'venv');
let isInstalled = false;

beforeAll(() => {
  const pip = ['install', '--quiet', '--no-cache-dir', '--disable-pip-version-check', ...grammar];
  isInstalled =
    spawnSync('python3', ['-m', 'venv', venv]).status === 0 &&
    spawnSync(join(venv, 'bin', 'pip'), pip).status === 0;
  if (!isInstalled)
    console.warn(`skipped: pip cannot install ${grammar.join(', ')}: PowerShell is not parsed`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = `import sys, tree_sitter, tree_sitter_powershell as powershell
parser = tree_sitter.Parser(tree_sitter.Language(powershell.language()))
print(parser.parse(open(sys.argv[1], "rb").read()).root_node.has_error)`;

function hasError(script: string): boolean {
  const file = join(folder, 'script.ps1');
  writeFileSync(file, script);
  return execFileSync(join(venv, 'bin', 'python'), ['-c', program, file], { encoding: 'utf8' }) === 'True\n';
}

it('PowerShell’s script is one by the grammar of the language (skipped where pip cannot install it)', async ({
  skip,
}) => {
  if (!isInstalled) return skip('the grammar cannot be installed');
  const { code, stdout } = await runHfreuse(['complete', 'powershell']);
  expect(code).toBe(0);
  expect(stdout).toContain("Register-ArgumentCompleter -CommandName 'hfreuse'");
  expect(hasError(stdout)).toBe(false);
  // Every brace that closes is missed, so that the parser's silence means something.
  const braces = [...stdout.matchAll(/\}\n/g)].map(({ index }) => index);
  expect(braces.length).toBeGreaterThan(20);
  for (const at of braces.filter((_, place) => place % 7 === 0)) {
    expect(hasError(stdout.slice(0, at) + stdout.slice(at + 1)), stdout.slice(at - 40, at)).toBe(true);
  }
});
