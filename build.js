// Bundles the program into dist/: the DuckDB client alone is hundreds of small modules, and loading them
// one by one costs more time at start-up than a whole report. Commands stay separate chunks, loaded lazily.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// `npm install -g .` links a clone without installing what it needs: that is done here, for the clone alone.
if (!existsSync(new URL('node_modules/esbuild', import.meta.url))) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_(global|prefix|location)/i.test(name)),
  );
  const options = { cwd: import.meta.dirname, env, stdio: 'inherit', shell: process.platform === 'win32' };
  const installed = spawnSync('npm', ['ci', '--ignore-scripts'], options);
  if (installed.status !== 0) throw new Error('npm ci failed: run it in this folder, then try again');
}
const { build } = await import('esbuild');

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** Its modules only define what they export, which it does not declare: what is not used stays out of the bundle. */
const pureTasks = {
  name: 'pure-tasks',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^@huggingface\/tasks$|^\./ }, async ({ path, pluginData, ...options }) => {
      const isOfTasks = path.startsWith('@') || options.importer.includes('@huggingface/tasks/');
      if (pluginData === pureTasks || !isOfTasks) return undefined;
      return { ...(await resolve(path, { ...options, pluginData: pureTasks })), sideEffects: false };
    });
  },
};

const { metafile } = await build({
  metafile: true,
  plugins: [pureTasks],
  entryPoints: ['src/bin.ts', 'src/index.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  define: { HFREUSE_VERSION: JSON.stringify(version) },
  loader: { '.csv': 'text' },
  // Native code cannot be bundled; it is found in node_modules.
  external: ['@duckdb/node-bindings'],
  // Bundled CommonJS packages call require for Node's own modules.
  banner: {
    js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
  },
  logLevel: 'warning',
});

// What is in the bundle, for licences.js; and what an earlier build left goes, so that no package ships it.
const dist = join(import.meta.dirname, 'dist');
writeFileSync(join(dist, 'metafile.json'), JSON.stringify(metafile));
const built = new Set(Object.keys(metafile.outputs));
for (const file of readdirSync(join(dist, 'chunks'))) {
  if (!built.has(`dist/chunks/${file}`)) rmSync(join(dist, 'chunks', file));
}

// The types of the library. Other programs resolve the name of the JavaScript beside them, not that of our source.
const types = join(dist, 'types');
rmSync(types, { recursive: true, force: true });
const compiler = join(import.meta.dirname, 'node_modules', 'typescript', 'bin', 'tsc');
const emitted = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: import.meta.dirname,
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
