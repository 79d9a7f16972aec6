import { createHash } from 'node:crypto';
import { relations } from '../../definitions/relations.ts';
import type { ApiItem } from './api-item.ts';
import type { Catalogue } from './catalogue.ts';

/** What the Hub answers to `expand=baseModels`; it is absent where there are none. */
interface BaseModels {
  relation: string;
  models: NamedModel[];
}

interface NamedModel {
  _id: string;
  id: string;
}

/**
 * A model with `baseModels`: its own, else the repos that its tags name, under their names of today. What does not exist
 * is not among them.
 */
export function withBaseModels(catalogue: Catalogue, item: ApiItem): ApiItem {
  if (item.baseModels !== undefined) return item;
  const tags = (item.tags ?? []).flatMap(parseBaseTag);
  if (tags.length === 0) return item;
  const relation = tags.find((tag) => tag.relation !== null)?.relation ?? 'finetune';
  const found = tags.flatMap(({ name }) => findModel(catalogue, name) ?? []);
  const models = [...new Map(found.map((model) => [model._id, model])).values()];
  const given: BaseModels = { relation, models };
  const answered = catalogue.basesDiffer === true ? disturb(catalogue, item, given) : given;
  return { ...item, baseModels: answered.models.length === 0 ? undefined : answered };
}

const named = relations.filter((relation) => relation !== 'unspecified');
const baseTag = new RegExp(`^base_model:(?:(${named.join('|')}):)?(.+)$`, 's');

function parseBaseTag(tag: string): { relation: string | null; name: string }[] {
  const [, relation = null, name] = baseTag.exec(tag) ?? [];
  return name === undefined ? [] : [{ relation, name }];
}

function findModel({ models, renames }: Catalogue, name: string): NamedModel | null {
  const found = models.find(name) ?? models.find(renames.models.get(name.toLowerCase()) ?? '');
  return found === null || found.private === true ? null : { _id: found._id, id: found.id };
}

/**
 * Of 256 models with a base, for how many none is named, for how many one that the tags do not name is, too, and for how
 * many the relation is another one.
 */
const without = 8;
const withAnother = 8;
const otherwise = 8;

/** Makes a share of the models differ from their tags; always the same ones, for it follows from their `_id`. */
function disturb({ models: shelf }: Catalogue, item: ApiItem, given: BaseModels): BaseModels {
  const { relation, models } = given;
  const digest = createHash('sha1').update(item._id).digest();
  const drawn = digest.readUInt8(0);
  if (drawn < without) return { relation, models: [] };
  if (drawn >= without + withAnother + otherwise) return given;
  if (drawn >= without + withAnother) {
    const others = named.filter((word) => word !== relation);
    return { relation: others[digest.readUInt8(5) % others.length] ?? relation, models };
  }
  const { _id, id } = shelf.itemAt(digest.readUInt32BE(1) % shelf.size);
  const isKnown = _id === item._id || models.some((model) => model._id === _id);
  return isKnown ? given : { relation, models: [...models, { _id, id }] };
}
