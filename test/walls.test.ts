import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a room may import beside its own files and the floor: rooms, packages, and modules of Node. */
interface Room {
  /** Why the wall stands, and what to do instead of crossing it. */
  because: string;
  rooms: readonly string[];
  packages?: readonly string[];
  node?: readonly string[];
}

const files = 'node:fs node:fs/promises node:path node:os node:crypto'.split(' ');

/** The house, as ARCHITECTURE.md draws it. Types count as much as values: what a room knows of another is a tie. */
const house: Record<string, Room> = {
  cli: {
    because: 'prints and parses; what computes goes to commands/, how something looks to render/',
    rooms: ['commands', 'documents', 'definitions', 'render', 'progress'],
    packages: ['commander', '@bomb.sh/tab'],
    node: files,
  },
  commands: {
    because: 'computes and prints nothing: return a document, and let cli/ render it',
    rooms: ['documents', 'definitions', 'hub', 'snapshot', 'graph', 'statistics', 'simulate'],
    packages: ['csv-parse', 'csv-parse/sync'],
    node: files,
  },
  documents: {
    because: 'says what comes out, from plain data: let commands/ fetch it',
    rooms: ['definitions', 'statistics'],
  },
  render: {
    because: 'turns documents into text and knows nothing of where they come from',
    rooms: ['documents'],
    packages: [
      'cli-table3',
      'csv-stringify',
      'csv-stringify/sync',
      'markdown-table',
      '@observablehq/plot',
      'linkedom',
      'd3-hierarchy',
    ],
    // The hashes of a page's own style and script.
    node: ['node:crypto'],
  },
  graph: {
    because: 'works on typed arrays: let snapshot/read fetch them, and commands/ hand them over',
    rooms: ['definitions', 'snapshot'],
  },
  snapshot: {
    because: 'is the file: what is computed from it goes to graph/ or statistics/',
    rooms: ['definitions', 'hub'],
    packages: ['@duckdb/node-api', 'zod/mini'],
    node: [...files, 'node:v8'],
  },
  hub: {
    because: 'is the network: what becomes of a page is for commands/ to say',
    rooms: [],
    packages: ['@huggingface/hub', 'zod/mini', 'undici'],
    // Kept answers are gzipped.
    node: [...files, 'node:zlib', 'node:util'],
  },
  statistics: {
    because: 'is arithmetic on numbers: names and files belong elsewhere',
    rooms: [],
    packages: ['simple-statistics'],
  },
  definitions: {
    because: 'may be read by every room, so it must not lean on any',
    rooms: [],
    packages: ['@huggingface/tasks'],
  },
  simulate: {
    because: 'is a Hub of its own: it must not borrow from the code that it is to test',
    rooms: ['definitions', 'snapshot'],
    node: [...files, 'node:http', 'node:zlib', 'node:readline', 'node:timers/promises'],
  },
  progress: {
    because: 'is what a person sees at work: it gets the events of commands, and calls none of them',
    rooms: ['commands'],
    packages: ['ora'],
  },
};

/** Every room may stand on it; it stands on nothing. */
const floor: Record<string, readonly string[]> = {
  'io.ts': ['node:timers/promises'],
  'errors.ts': [],
  'version.ts': [],
  'files.ts': ['node:fs', 'node:fs/promises', 'node:path'],
  'own-files.ts': ['node:fs', 'node:path', 'node:os', 'node:crypto'],
  'async.ts': ['p-limit'],
  'text.ts': [],
  'repo-kind.ts': [],
  'parse-date.ts': [],
  'group-by.ts': [],
  'count-words.ts': [],
};

const src = join(import.meta.dirname, '..', 'src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

/** Every module that a file names: values, types, re-exports and lazy imports alike. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  const lazy = text.matchAll(/\b(?:import|getBuiltinModule)\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [...statements, ...lazy].flatMap((match) => match[1] ?? []);
}

const toSource = (file: string, target: string): string => posix.join(posix.dirname(file), target);

function crossingsOf(file: string): string[] {
  // What ties the rooms together: the library's door and the program's.
  if (file === 'index.ts' || file === 'cli.ts' || file === 'bin.ts') return [];
  const [name = ''] = file.split('/');
  const room = house[name];
  return importsOf(file).filter((target) => {
    if (!target.startsWith('.')) {
      const allowed = room === undefined ? floor[file] : [...(room.packages ?? []), ...(room.node ?? [])];
      return allowed?.includes(target) !== true;
    }
    const path = toSource(file, target);
    const [other = ''] = path.split('/');
    if (path in floor) return false;
    return room === undefined || (other !== name && !room.rooms.includes(other));
  });
}

describe('the walls between the rooms', () => {
  it('every file is in a room of the house, or on the floor', () => {
    const places = [...Object.keys(house), ...Object.keys(floor), 'index.ts', 'cli.ts', 'bin.ts'];
    expect(sources.filter((file) => !places.includes(file.split('/')[0] ?? ''))).toEqual([]);
  });

  it('no file crosses a wall, not even for a type', () => {
    const crossings = sources.flatMap((file) => crossingsOf(file).map((target) => `${file} → ${target}`));
    expect(crossings).toEqual([]);
  });

  it('each package is used in one room', () => {
    const roomsOf = new Map<string, Set<string>>();
    for (const file of sources) {
      for (const target of importsOf(file)) {
        if (target.startsWith('.') || target.startsWith('node:')) continue;
        const name = target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/');
        roomsOf.set(name, (roomsOf.get(name) ?? new Set()).add(file.split('/')[0] ?? ''));
      }
    }
    const shared = [...roomsOf].filter(([name, rooms]) => rooms.size > 1 && name !== 'zod');
    expect(shared.map(([name, rooms]) => `${name}: ${[...rooms].sort().join(', ')}`)).toEqual([
      'commander: cli, cli.ts',
    ]);
  });

  it('no file is longer than 250 lines', () => {
    const long = sources.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 251);
    expect(long).toEqual([]);
  });
});
