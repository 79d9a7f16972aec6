// Prints THIRD-PARTY.md: the packages whose code the build puts into dist/, with their licences, as the build
// lists them in dist/contents.json. `npm run licences` writes it; a test compares it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const contents = JSON.parse(readFileSync(join(import.meta.dirname, 'dist', 'contents.json'), 'utf8'));

/** The folders of the packages of which something is left in the bundle, a package within another by its own. */
const folders = new Set(
  Object.values(contents).flatMap(({ modules }) =>
    modules.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  ),
);

const isLicence = (name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name);

function describe(folder) {
  const place = join(import.meta.dirname, folder);
  const { name, version, license, author } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} names no licence`);
  const by = typeof author === 'string' ? author.replace(/\s*[<(].*/, '') : author?.name;
  const texts = readdirSync(place).filter(isLicence).sort();
  const text = texts.map((file) => readFileSync(join(place, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return { name, version, license, by, text };
}

// The same version may lie in several folders.
const packages = [
  ...new Map([...folders].map(describe).map((found) => [`${found.name} ${found.version}`, found])).entries(),
]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, found]) => found);

const section = ({ name, version, license, by, text }) => {
  const licence = text.length > 0 ? text.map((one) => `\`\`\`\n${one}\n\`\`\``).join('\n\n') : null;
  const none = `The package ships no text of its licence, ${license}${by === undefined ? '' : `; its author is ${by}`}.`;
  return `## ${name} ${version}\n\n${license}\n\n${licence ?? none}\n`;
};

process.stdout.write(`# Third-party code

The program in \`dist/\` contains code of these packages, under their own licences. Written by \`npm run licences\`; do not
edit. DuckDB itself is not among them: it is installed beside, as the dependency \`@duckdb/node-api\` (MIT).

| package | version | licence |
|---|---|---|
${packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`).join('\n')}

${packages.map(section).join('\n')}`);
