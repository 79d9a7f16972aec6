import { countOf, formatWhole } from '../count-words.ts';
import type { CoverageEntry } from './coverage.ts';
import { fewMembers, hasFew } from './few-members.ts';

/** Above it, what leads nowhere is too much to pass over. */
const muchOutside = 0.1;

/** What the rows themselves and their coverage warn of. @param rows every row shown */
export function figureWarnings(
  rows: readonly { n: number; measure: string; nNonzero: number }[],
  coverage: readonly CoverageEntry[],
  createdBefore: string | null,
): string[] {
  const where = createdBefore === null ? 'of the snapshot' : `created before ${createdBefore}`;
  const warnings: string[] = [];
  const few = rows.filter(({ n }) => hasFew(n)).length;
  if (few > 0) {
    warnings.push(
      `Few members: ${formatWhole(few)} of ${countOf(rows.length, 'row', 'rows')} ${few === 1 ? 'has' : 'have'} fewer than ${fewMembers} members (n), too few to compare.`,
    );
  }
  for (const { question, declared, outside } of coverage) {
    if (declared > 0 && outside > muchOutside * declared) {
      warnings.push(
        `${question}: ${((100 * outside) / declared).toFixed(0)} % of the ${nameDeclared(question, declared)} not in the snapshot: gone, renamed, not listed, or never looked up (hfreuse top ${question === 'RQ3' ? 'models' : 'datasets'} names the most used of them too).`,
      );
    }
    if (declared === 0) {
      warnings.push(
        question === 'RQ3'
          ? `RQ3: no model ${where} names a base model.`
          : `${question}: no model ${where} declares a dataset.`,
      );
    }
  }
  return warnings;
}

/** `2466 declared datasets are` */
const nameDeclared = (question: string, declared: number): string =>
  question === 'RQ3'
    ? countOf(declared, 'declared base model is', 'declared base models are')
    : countOf(declared, 'declared dataset is', 'declared datasets are');
