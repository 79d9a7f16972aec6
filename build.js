// Bundles the program into dist/: the DuckDB client alone is hundreds of small modules, and loading them
// one by one costs more time at start-up than a whole report. Commands stay separate chunks, loaded lazily.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

// `npm install -g .` links a clone without installing what it needs: that is done here, for the clone alone.
if (!existsSync(new URL('node_modules/rolldown', import.meta.url))) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_(global|prefix|location)/i.test(name)),
  );
  const options = { cwd: import.meta.dirname, env, stdio: 'inherit', shell: process.platform === 'win32' };
  const installed = spawnSync('npm', ['ci', '--ignore-scripts'], options);
  if (installed.status !== 0) throw new Error('npm ci failed: run it in this folder, then try again');
}
const { rolldown } = await import('rolldown');

const root = import.meta.dirname;
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const bundle = await rolldown({
  cwd: root,
  input: { bin: 'src/bin.ts', index: 'src/index.ts' },
  platform: 'node',
  // Native code cannot be bundled; it is found in node_modules.
  external: ['@duckdb/node-bindings'],
  moduleTypes: { '.csv': 'text' },
  transform: { target: 'node20.19', define: { HFREUSE_VERSION: JSON.stringify(version) } },
  // Its modules only define what they export, which it does not declare: what is not used stays out of the bundle.
  treeshake: { moduleSideEffects: [{ test: /@huggingface\/tasks/, sideEffects: false }] },
  checks: { ineffectiveDynamicImport: false },
});

/** The modules that an entry loads before it does anything: its imports and theirs, but none that is loaded later. */
const loadedAtStart = {};
function listAtStart(entry, context) {
  if (loadedAtStart[entry] === undefined) {
    loadedAtStart[entry] = new Set([join(root, 'src', entry)]);
    for (const id of loadedAtStart[entry]) {
      for (const imported of context.getModuleInfo(id)?.importedIds ?? []) loadedAtStart[entry].add(imported);
    }
  }
  return loadedAtStart[entry];
}

/**
 * Opening fifty small files takes longer than reading one, so what is loaded together lies together: what the program
 * begins with, of which the library needs a part; what opens a snapshot, which goes on while the rest is loaded; what reads
 * its state; and the figures of a report that are stored, and its page. Each without what came before.
 */
const steps = [
  ['base', 'index.ts'],
  ['start', 'bin.ts'],
  ['opening', 'commands/open-snapshot.ts'],
  ['reading', 'commands/status.ts'],
  ['figures', 'commands/report.ts'],
  ['page', 'documents/report/report-page.ts'],
];

function findStep(id, context) {
  const isIn = (entry) => listAtStart(entry, context).has(id);
  // The program's entry stays alone: it waits for its command, and a command that needed it would wait for ever.
  if (context.getModuleInfo(id)?.isEntry) return null;
  return steps.find(([name, entry]) => isIn(entry) && (name !== 'base' || isIn('bin.ts')))?.[0] ?? null;
}

const { output } = await bundle.write({
  dir: dist,
  // So that no package ships what an earlier build left.
  cleanDir: true,
  format: 'esm',
  chunkFileNames: 'chunks/[name]-[hash].js',
  codeSplitting: {
    groups: [
      ...steps.map(([step], place) => ({
        name: (id, context) => (findStep(id, context) === step ? step : null),
        debugName: step,
        priority: 1 + steps.length - place,
      })),
      // What six or more of the lazily loaded entries need is needed by most commands.
      { name: 'common', minShareCount: 6, priority: 1 },
    ],
  },
});
await bundle.close();

// What is in the bundle, for licences.js and the tests: each file with the modules in it and the files it loads at once.
const contents = output.map(({ fileName, modules, imports }) => {
  const rendered = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0);
  return [fileName, { modules: rendered.map(([id]) => relative(root, id).replaceAll(sep, '/')), imports }];
});
writeFileSync(join(dist, 'contents.json'), JSON.stringify(Object.fromEntries(contents)));

// The types of the library. Other programs resolve the name of the JavaScript beside them, not that of our source.
const types = join(dist, 'types');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const emitted = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (emitted.status !== 0) throw new Error('the types of the library could not be written');

const kept = new Set();
const keep = (file) => {
  if (kept.has(file)) return;
  kept.add(file);
  const source = readFileSync(file, 'utf8').replace(/((?:from |import\()'\.[^']*)\.ts'/g, "$1.js'");
  writeFileSync(file, source);
  for (const [, target] of source.matchAll(/(?:from |import\()'(\.[^']*)\.js'/g)) {
    keep(join(dirname(file), `${target}.d.ts`));
  }
};
keep(join(types, 'index.d.ts'));
for (const file of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
  const path = join(types, file);
  if (path.endsWith('.d.ts') && !kept.has(path)) rmSync(path);
}
