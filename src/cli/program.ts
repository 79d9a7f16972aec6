import { Command } from 'commander';
import { version } from '../version.ts';
import { addAudit } from './audit.ts';
import { addCodebook } from './codebook.ts';
import { addCollect } from './collect.ts';
import type { Cli } from './command.ts';
import { addComplete } from './complete.ts';
import { addDemo } from './demo.ts';
import { addDiff } from './diff.ts';
import { addExport } from './export.ts';
import { addFlows } from './flows.ts';
import { addImport } from './import.ts';
import { addLineage } from './lineage.ts';
import { addReport } from './report.ts';
import { addSimulate } from './simulate.ts';
import { addSql } from './sql.ts';
import { addStatus } from './status.ts';
import { addTop } from './top.ts';

/** Every command, in the order of the help. A new command is one line here. */
const commands: Record<string, (program: Command, cli: Cli) => void> = {
  collect: addCollect,
  status: addStatus,
  report: addReport,
  top: addTop,
  lineage: addLineage,
  flows: addFlows,
  diff: addDiff,
  audit: addAudit,
  import: addImport,
  export: addExport,
  sql: addSql,
  simulate: addSimulate,
  demo: addDemo,
  codebook: addCodebook,
  complete: addComplete,
};

/**
 * The program with its commands and their options; nothing is run.
 * @param word where it is the name of a command, the others are left out: making their options takes longer than to run
 *   some commands
 */
export function buildProgram(cli: Cli, word = ''): Command {
  const { stdout, stderr } = cli.io;
  const program = new Command('hfreuse')
    .description(
      'How diverse, and how concentrated, is the reuse of datasets and models on the Hugging Face Hub?',
    )
    .version(version)
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // Said elsewhere, on one line.
      outputError: () => {},
      getOutHelpWidth: () => (stdout.isTTY === true ? (stdout.columns ?? 80) : 80),
      getErrHelpWidth: () => (stderr.isTTY === true ? (stderr.columns ?? 80) : 80),
    })
    .exitOverride();
  const only = Object.hasOwn(commands, word) ? [commands[word]] : Object.values(commands);
  for (const add of only) add?.(program, cli);
  return program;
}
