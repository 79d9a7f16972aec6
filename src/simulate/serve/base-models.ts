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
  const answered = catalogue.basesDiffer === true ? disturb(catalogue, item, models) : models;
  return {
    ...item,
    baseModels: answered.length === 0 ? undefined : ({ relation, models: answered } satisfies BaseModels),
  };
}

const baseTag = new RegExp(
  `^base_model:(?:(${relations.filter((relation) => relation !== 'unspecified').join('|')}):)?(.+)$`,
  's',
);

function parseBaseTag(tag: string): { relation: string | null; name: string }[] {
  const [, relation = null, name] = baseTag.exec(tag) ?? [];
  return name === undefined ? [] : [{ relation, name }];
}

function findModel({ models, renames }: Catalogue, name: string): NamedModel | null {
  const found = models.find(name) ?? models.find(renames.models.get(name.toLowerCase()) ?? '');
  return found === null || found.private === true ? null : { _id: found._id, id: found.id };
}

/** Of 256 models with a base, for how many none is named, and for how many one that the tags do not name is, too. */
const without = 8;
const withAnother = 8;

/** Makes a share of the models differ from their tags; always the same ones, for it follows from their `_id`. */
function disturb({ models: shelf }: Catalogue, item: ApiItem, models: NamedModel[]): NamedModel[] {
  const digest = createHash('sha1').update(item._id).digest();
  const drawn = digest.readUInt8(0);
  if (drawn < without) return [];
  if (drawn >= without + withAnother) return models;
  const { _id, id } = shelf.itemAt(digest.readUInt32BE(1) % shelf.size);
  return _id === item._id || models.some((model) => model._id === _id) ? models : [...models, { _id, id }];
}
