// Bundles the program into dist/: the DuckDB client alone is hundreds of small modules, and loading them
// one by one costs more time at start-up than a whole report. Commands stay separate chunks, loaded lazily.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

await build({
  entryPoints: ['src/cli.ts'],
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
