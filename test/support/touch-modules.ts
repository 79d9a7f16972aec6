import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'rolldown/utils';
import type { Plugin } from 'vitest/config';

const src = join(import.meta.dirname, '..', '..', 'src');

/** The sources by their path in src/. */
export function readSources(): Map<string, string> {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return new Map(files.sort().map((file) => [file, readFileSync(join(src, file), 'utf8')]));
}

/** Whether there is nothing to run. */
const holdsTypesAlone = (source: string): boolean =>
  transformSync('module.ts', source).code.trim() === 'export {};';

/**
 * The modules that nothing loaded, but for those of types alone, and for the program's door: a process of its own
 * begins there, with the built program (test/cli/smoke.test.ts).
 */
export const listUntouched = (sources: ReadonlyMap<string, string>, loaded: ReadonlySet<string>): string[] =>
  [...sources]
    .filter(([file, source]) => file !== 'bin.ts' && !loaded.has(file) && !holdsTypesAlone(source))
    .map(([file]) => file);

/**
 * Fails a whole run of a project whose tests leave a module of src/ unloaded. Imports that the sources name are no
 * proof, as commands are loaded when they run: so what counts is which modules Vite is asked for. That costs nothing;
 * coverage would cost the run a second time.
 */
export function touchEveryModule(): Plugin {
  const loaded = new Set<string>();
  return {
    name: 'touch-every-module',
    transform(_, id) {
      const [path = ''] = id.split('?');
      if (path.startsWith(src)) loaded.add(path.slice(src.length + 1));
      return null;
    },
    configureVitest({ vitest, project }) {
      vitest.onClose(async () => {
        const modules = vitest.state.getTestModules().filter((module) => module.project === project);
        const { testFiles } = await project.globTestFiles();
        const isWhole = modules.length === testFiles.length && vitest.config.testNamePattern === undefined;
        const untouched = isWhole ? listUntouched(readSources(), loaded) : [];
        if (untouched.length === 0) return;
        console.error(`no test of ${project.name} loads ${untouched.join(', ')}`);
        process.exitCode = 1;
      });
    },
  };
}
