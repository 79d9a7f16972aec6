/** Files of a repo that are one table together. */
interface FileSeries {
  /** As a message names it: its one file, or its folder and a pattern. */
  name: string;
  depth: number;
  paths: string[];
  /** How many parts the names promise; null where they do not. */
  parts: number | null;
}

/** The files to read, or what is wrong, with the choices there are. */
export type PathChoice = { paths: string[] } | { problem: string };

/**
 * Finds the Parquet files of a kind in a repo: `models.parquet`, its parts such as `models-00000-of-00003.parquet`, or
 * everything in a folder `models`; those nearest to the root where there are several.
 * @param paths all files of the repo
 */
export function chooseDumpPaths(paths: readonly string[], kind: 'models' | 'datasets'): PathChoice {
  const parquet = paths.filter((path) => path.endsWith('.parquet'));
  const found = toSeries(parquet, kind);
  const least = Math.min(...found.map(({ depth }) => depth));
  const nearest = found.filter(({ depth }) => depth === least);
  const [first, ...others] = nearest;
  if (first === undefined) return { problem: `there is no ${kind}.parquet; ${choices(parquet)}` };
  if (others.length > 0) {
    return {
      problem: `several tables of ${kind}; name one of ${nearest.map(({ name }) => name).join(', ')}`,
    };
  }
  if (first.parts !== null && first.parts !== first.paths.length) {
    return { problem: `${first.name} has ${first.paths.length} of its ${first.parts} parts` };
  }
  return { paths: [...first.paths].sort() };
}

/** The files that a user named by their paths, or by the folder that they lie in. */
export function findNamedPaths(paths: readonly string[], named: readonly string[]): PathChoice {
  const parquet = paths.filter((path) => path.endsWith('.parquet'));
  const found: string[] = [];
  for (const name of named) {
    const folder = `${name.replace(/\/+$/, '')}/`;
    const some = parquet.filter((path) => path === name || path.startsWith(folder));
    if (some.length === 0) return { problem: `there is no ${name}; ${choices(parquet)}` };
    found.push(...some);
  }
  return { paths: [...new Set(found)].sort() };
}

const mostChoices = 12;

function choices(parquet: readonly string[]): string {
  if (parquet.length === 0) return 'it holds no Parquet file';
  const more = parquet.length > mostChoices ? ` and ${parquet.length - mostChoices} more` : '';
  return `choose from ${parquet.slice(0, mostChoices).join(', ')}${more}`;
}

function toSeries(parquet: readonly string[], kind: string): FileSeries[] {
  const byName = new Map<string, FileSeries>();
  for (const path of parquet) {
    const place = placeOf(path, kind);
    if (place === null) continue;
    const series = byName.get(place.name);
    if (series === undefined) byName.set(place.name, { ...place, paths: [path] });
    else series.paths.push(path);
  }
  return [...byName.values()];
}

/** The series that a path belongs to; null if it is not of this kind. */
function placeOf(path: string, kind: string): Omit<FileSeries, 'paths'> | null {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const within = folders.map((folder) => `${folder}/`).join('');
  const stem = file.slice(0, -'.parquet'.length);
  if (stem === kind) return { name: path, depth: folders.length, parts: null };
  const rest = stem.startsWith(kind) ? stem.slice(kind.length) : '';
  const of = /^[-_.]\d+-of-(\d+)$/.exec(rest)?.[1];
  if (of !== undefined) {
    return { name: `${within}${kind}-*-of-${of}.parquet`, depth: folders.length, parts: Number(of) };
  }
  if (/^[-_.]\d+$/.test(rest)) {
    return { name: `${within}${kind}-*.parquet`, depth: folders.length, parts: null };
  }
  const at = folders.indexOf(kind);
  return at === -1 ? null : { name: `${folders.slice(0, at + 1).join('/')}/`, depth: at + 1, parts: null };
}
