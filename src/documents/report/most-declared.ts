import { joinLeaders, type SummaryEntry } from '../summary.ts';

/** By modality, the datasets that most of its models declare, and how many do, the most declared first. */
export type MostDeclared = ReadonlyMap<string, readonly { id: string; value: number }[]>;

/** The sentence of a summary; that of RQ1 with the names behind it, where they are known. */
export function nameDeclared({ question, modality, says }: SummaryEntry, declared: MostDeclared): string {
  const leaders = (question === 'RQ1' && declared.get(modality)) || [];
  return leaders.length === 0 ? says : says.replace(/\.$/, `; most declared: ${joinLeaders(leaders)}.`);
}
