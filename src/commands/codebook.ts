import { codebookTables as tables } from '../documents/codebook.ts';
import { type CodebookDocument, toCodebookDocument } from '../documents/codebook-page.ts';
import { type TableName, tableNames } from '../documents/table-names.ts';
import { usageError } from '../errors.ts';

/** Which tables of the codebook. */
export interface CodebookRequest {
  /** Their names; every table where they are not given. */
  tables?: readonly string[];
}

/**
 * Every column of every table that a command prints: its meaning, unit, formula, and when it is empty.
 * @throws HfreuseError (exit 2) for a table that does not exist
 */
export function codebook({ tables: names }: CodebookRequest = {}): CodebookDocument {
  const wrong = names?.find((name) => !tableNames.includes(name as TableName));
  if (wrong !== undefined) {
    throw usageError(`there is no table ${JSON.stringify(wrong)}; choose from ${tableNames.join(', ')}`);
  }
  return toCodebookDocument(tables.filter(({ name }) => names?.includes(name) ?? true));
}
