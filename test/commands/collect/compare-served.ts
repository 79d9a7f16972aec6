import { relations } from '../../../src/definitions/relations.ts';
import type { BaseDifferences } from '../../../src/documents/status/status-document.ts';

interface Served {
  _id: string;
  id: string;
  tags: string[];
  baseModels?: { relation: string; models: { _id: string; id: string }[] };
}

/** The same comparison over the pages themselves, by names that the Hub is asked for, in plain JavaScript. */
export async function compareServed(url: string): Promise<BaseDifferences> {
  const served: Served[] = [];
  let next: string | undefined = `${url}/api/models?sort=createdAt&expand=tags&expand=baseModels`;
  while (next !== undefined) {
    const response: Response = await fetch(next);
    served.push(...((await response.json()) as Served[]));
    next = /<(http[^>]+)>/.exec(response.headers.get('link') ?? '')?.[1];
  }
  const today = new Map(served.map(({ id }) => [id.toLowerCase(), id]));
  const nameNow = async (name: string): Promise<string> => {
    const folded = name.toLowerCase();
    const known = today.get(folded);
    if (known !== undefined) return known;
    const answer = /^[\w.-]+(\/[\w.-]+)?$/.test(name) ? await fetch(`${url}/api/models/${name}`) : null;
    const now = answer?.ok ? ((await answer.json()) as Served).id : folded;
    today.set(folded, now);
    return now;
  };
  const sums = { models: 0, differing: 0, inBoth: 0, onlyTags: 0, onlyBaseModels: 0 };
  const kinds = { otherRelation: 0, noRelation: 0 };
  const examples: BaseDifferences['otherRelationExamples'] = [];
  for (const { id, tags, baseModels } of served) {
    const names = tags
      .filter((tag) => tag.startsWith('base_model:'))
      .map((tag) => tag.replace(/^base_model:((finetune|adapter|quantized|merge):)?/, '').trim())
      .map((name) => name.replace(/^https?:\/\/(huggingface\.co|hf\.co)\//i, '').replace(/\/+$/, ''));
    const fromTags = new Set(await Promise.all(names.filter((name) => name !== '').map(nameNow)));
    const stated = new Set((baseModels?.models ?? []).map((base) => base.id));
    for (const set of [fromTags, stated]) set.delete(id);
    const inBoth = [...fromTags].filter((base) => stated.has(base)).length;
    sums.models += fromTags.size + stated.size > 0 ? 1 : 0;
    sums.differing += inBoth < fromTags.size || inBoth < stated.size ? 1 : 0;
    sums.inBoth += inBoth;
    sums.onlyTags += fromTags.size - inBoth;
    sums.onlyBaseModels += stated.size - inBoth;
    if (inBoth < fromTags.size || inBoth < stated.size || inBoth === 0) continue;
    const byTags: [base: string, relation: string][] = [];
    for (const tag of tags) {
      const [, relation, name] = /^base_model:(finetune|adapter|quantized|merge):(.+)$/.exec(tag) ?? [];
      if (relation !== undefined && name !== undefined) byTags.push([await nameNow(name), relation]);
    }
    const pairs = [...stated].map((base) => ({
      model: id,
      base,
      tags: relations.filter((word) => byTags.some(([of, relation]) => of === base && relation === word)),
      baseModels: relations.filter((word) => baseModels?.relation === word),
    }));
    const others = pairs.filter(
      ({ tags: words }) => words.length > 0 && words.join() !== baseModels?.relation,
    );
    examples.push(...others.sort((a, b) => (a.base < b.base ? -1 : 1)).slice(0, 1));
    if (others.length > 0) kinds.otherRelation += 1;
    else if (pairs.some(({ tags: words }) => words.length === 0)) kinds.noRelation += 1;
  }
  const byId = (a: { model: string }, b: { model: string }) =>
    Buffer.compare(Buffer.from(a.model), Buffer.from(b.model));
  return { ...sums, ...kinds, otherRelationExamples: examples.sort(byId).slice(0, 5) };
}
