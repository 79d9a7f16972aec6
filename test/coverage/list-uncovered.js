import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** The rooms whose every line makes a number. */
export const rooms = ['graph', 'statistics', 'definitions'];

/**
 * The TypeScript compiler wants a fallback wherever a number is read at a place of an array, which is within its bounds:
 * what follows `]` or `.at(…)` and `??` cannot run, and is not a branch.
 */
const isBeyondBounds = (source) => /(?:\]|\.at\([^()]*\))\s*\?\?\s*\(?$/.test(source);

/**
 * Reads coverage as Istanbul writes it.
 * @param coverage statements and branches of each file, with how often each ran
 * @returns by room, how many lines and branches there are and ran; and each that did not, as `file:line what: text`
 */
export function listUncovered(coverage) {
  const counts = Object.fromEntries(
    rooms.map((room) => [room, { lines: 0, linesRun: 0, branches: 0, branchesRun: 0 }]),
  );
  const uncovered = [];
  for (const [path, { statementMap, s, branchMap, b }] of Object.entries(coverage)) {
    const file = relative(process.cwd(), path).replaceAll('\\', '/');
    const ofRoom = counts[file.split('/')[1]];
    if (ofRoom === undefined) continue;
    const lines = readFileSync(path, 'utf8').split('\n');
    const note = (line, what) => uncovered.push(`${file}:${line} ${what}: ${lines[line - 1]?.trim()}`);
    const lineRuns = new Map();
    for (const [key, { start }] of Object.entries(statementMap))
      lineRuns.set(start.line, Math.max(lineRuns.get(start.line) ?? 0, s[key]));
    for (const [line, runs] of lineRuns) if (runs === 0) note(line, 'line');
    ofRoom.lines += lineRuns.size;
    ofRoom.linesRun += [...lineRuns.values()].filter((runs) => runs > 0).length;
    for (const [key, { loc, locations }] of Object.entries(branchMap)) {
      for (const [place, runs] of b[key].entries()) {
        // A missing `else` has no place of its own.
        const { line, column } =
          locations[place]?.start?.line === undefined ? loc.start : locations[place].start;
        if (runs === 0 && isBeyondBounds(textBefore(lines, line, column))) continue;
        ofRoom.branches += 1;
        if (runs > 0) ofRoom.branchesRun += 1;
        else note(line, 'branch');
      }
    }
  }
  return { counts, uncovered };
}

const textBefore = (lines, line, column) =>
  `${lines[line - 2] ?? ''}\n${(lines[line - 1] ?? '').slice(0, column)}`.trimEnd();
