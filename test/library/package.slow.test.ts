import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainEnv, root } from '../support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-library-'));
const isWindows = process.platform === 'win32';
const installed = join(folder, 'node_modules', 'hfreuse');

const runIn = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: folder, env: plainEnv, encoding: 'utf8', stdio: 'pipe' });

interface Lock {
  packages: Record<string, { dev?: boolean; optional?: boolean }>;
}

/** The packages that are needed to run, as the lock file has them, without those for development. */
function linkDependencies(): void {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  for (const [path, { dev }] of Object.entries(packages)) {
    // What lies within another package comes with it.
    if (path === '' || dev === true || path.split('node_modules/').length > 2) continue;
    if (!existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path));
  }
}

let tarball: string;

beforeAll(() => {
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  tarball = join(folder, filename);
  mkdirSync(installed, { recursive: true });
  runIn('tar', ['-xzf', filename, '-C', installed, '--strip-components', '1']);
  linkDependencies();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The blocks of docs/library.md, in order. */
const examples = [
  ...readFileSync(join(root, 'docs', 'library.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g),
].map((match) => match[1] ?? '');

describe('the packed package, installed without development packages', () => {
  it('has what it exports, and no source', () => {
    const { exports, files } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    for (const path of Object.values(exports['.'] as Record<string, string>)) {
      expect(existsSync(join(installed, path)), path).toBe(true);
    }
    expect(files).not.toContain('src');
    expect(readdirSync(installed)).not.toContain('src');
    expect(existsSync(join(folder, 'node_modules', 'vitest'))).toBe(false);
  });

  it('is small, and has the licences of what it bundles', () => {
    expect(statSync(tarball).size).toBeLessThan(1_500_000);
    expect(existsSync(join(installed, 'THIRD-PARTY.md'))).toBe(true);
    expect(existsSync(join(installed, 'dist', 'contents.json'))).toBe(false);
    // Nothing that an earlier build left.
    const shipped = readdirSync(join(installed, 'dist', 'chunks')).map((name) => `chunks/${name}`);
    const contents = JSON.parse(readFileSync(join(root, 'dist', 'contents.json'), 'utf8'));
    expect(shipped.filter((name) => !(name in contents))).toEqual([]);
  });

  it('is what publint and arethetypeswrong call clean', () => {
    const run = (name: string, ...args: string[]) =>
      spawnSync(join(root, 'node_modules', '.bin', name), args, { encoding: 'utf8', shell: isWindows });
    const published = run('publint', tarball, '--strict');
    expect([published.status, published.stdout]).toEqual([0, expect.stringContaining('All good')]);
    const types = run('attw', tarball, '--profile', 'esm-only');
    expect(types.status, types.stdout).toBe(0);
  });

  it('gives types to what uses it, and refuses what is wrong', () => {
    const checked = examples.map((text, at) => {
      writeFileSync(join(folder, `example-${at}.ts`), `${text}\nexport {};\n`);
      return `example-${at}.ts`;
    });
    const wrong = `import { report } from 'hfreuse';\nawait report('hub.duckdb', { questions: ['RQ4'] });\n`;
    writeFileSync(join(folder, 'wrong.ts'), wrong);
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const flags = '--noEmit --strict --module nodenext --target es2023 --types node --typeRoots'.split(' ');
    const args = [tsc, ...flags, join(root, 'node_modules', '@types')];
    expect(runIn(process.execPath, [...args, ...checked])).toBe('');
    expect(() => runIn(process.execPath, [...args, 'wrong.ts'])).toThrow();
  });

  it('runs every example of docs/library.md, and prints nothing itself', () => {
    expect(examples.length).toBeGreaterThan(6);
    const printed = examples.map((text, at) => {
      writeFileSync(join(folder, `example-${at}.mjs`), text.replaceAll(' as const', ''));
      return [text, runIn(process.execPath, [`example-${at}.mjs`])] as const;
    });
    /** What the example printed that uses a function, the first that does. */
    const printedBy = (use: string): string => printed.find(([text]) => text.includes(use))?.[1] ?? '';
    expect(printedBy('simulate({')).toBe('');
    expect(printedBy('report(')).toMatch(/^[a-z-]+ \S+-per-\S+ [\d.]+ [\d.]+$/m);
    expect(printedBy('openSnapshot(')).toMatch(/^600 200 \d+\ntask \d+\nmodality \d+\n$/);
    expect(printedBy('collect(')).toMatch(/^list \d+ 2$/m);
    expect(printedBy('collect(')).toMatch(/^true \[\]$/m);
    expect(printedBy('exportSnapshot(')).toMatch(/^hub-export 2026-08-31\n\[ '2026-08-31' \] \d+\n\d+\n$/);
    expect(printedBy('exportDataPackage(')).toMatch(/^rows \d+\nsummary \d+\n[\s\S]*^codebook \d+$/m);
    expect(printedBy('audit()')).toMatch(/^zero-shot-classification (impossible|possible|suspicious)$/m);
    expect(printedBy('instanceof HfreuseError')).toMatch(/^there is no snapshot missing\.duckdb .* 1\n$/);
  });

  it('runs as a program', () => {
    const bin = join(installed, 'bin', 'hfreuse.js');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(runIn(process.execPath, [bin, '--version'])).toBe(`${version}\n`);
    const report = JSON.parse(runIn(process.execPath, [bin, 'report', '--format', 'json']));
    expect(report.snapshot).toMatchObject({ models: 600, datasets: 200 });
  });
});
