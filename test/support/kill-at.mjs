// Loaded into the built program (NODE_OPTIONS): kills it as it comes to a statement of DuckDB, or a rename, that matches
// KILL_AT, the KILL_TIMES-th time; with KILL_WHEN=after, once that is done.
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

const mark = new RegExp(process.env.KILL_AT);
const isAfter = process.env.KILL_WHEN === 'after';
let left = Number(process.env.KILL_TIMES ?? 1);
const kill = () => process.kill(process.pid, 'SIGKILL');

const isMeant = (from) => mark.test(`rename ${from}`) && --left === 0;
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  const kills = isMeant(from);
  if (kills && !isAfter) kill();
  renameSync(from, to);
  if (kills) kill();
};
const { rename } = fs.promises;
fs.promises.rename = async (from, to) => {
  const kills = isMeant(from);
  if (kills && !isAfter) kill();
  await rename(from, to);
  if (kills) kill();
};
syncBuiltinESMExports();

// The library's functions cannot be replaced, so the module is.
const require = createRequire(import.meta.url);
const library = require('@duckdb/node-bindings');
const watched = {};
for (const name of Object.getOwnPropertyNames(library)) {
  const call = library[name];
  // Classes and constants stay as they are.
  const isWork = typeof call === 'function' && /^[a-z]/.test(name);
  watched[name] = isWork ? watch(call) : call;
}
require.cache[require.resolve('@duckdb/node-bindings')].exports = watched;

function watch(call) {
  return (...words) => {
    const isMeant = words.some((word) => typeof word === 'string' && mark.test(word)) && --left === 0;
    if (isMeant && !isAfter) kill();
    return call(...words);
  };
}
