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
const commands = [
  ...[
    addCollect,
    addStatus,
    addReport,
    addTop,
    addLineage,
    addFlows,
    addDiff,
    addAudit,
    addImport,
    addExport,
  ],
  ...[addSql, addSimulate, addDemo, addCodebook, addComplete],
];

/** The program with every command and option; nothing is run. */
export function buildProgram(cli: Cli): Command {
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
  for (const add of commands) add(program, cli);
  return program;
}
