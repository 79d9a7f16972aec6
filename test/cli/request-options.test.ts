import { expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { captureIo } from '../support/run.ts';
import { requestCommands, shapingOptions, showingOptions } from './shaping-options.ts';

const { commands } = buildProgram({ io: captureIo().io, exit: () => {} });

it.each(requestCommands)('%s has no option of which nobody knows whether it changes a row', (name) => {
  const options = commands.find((command) => command.name() === name)?.options.map(({ long }) => long) ?? [];
  const known = new Set([
    ...Object.keys(shapingOptions[name] ?? {}),
    ...(showingOptions[name] ?? []),
    ...(showingOptions[''] ?? []),
  ]);
  // An option that is new is listed there, and then tried in request-options.slow.test.ts.
  expect(options.filter((option) => !known.has(option ?? ''))).toEqual([]);
  const listed = [...Object.keys(shapingOptions[name] ?? {}), ...(showingOptions[name] ?? [])];
  expect(listed.filter((option) => !options.includes(option))).toEqual([]);
});
