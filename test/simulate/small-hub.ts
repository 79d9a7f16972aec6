import type { RepoKind } from '../../src/repo-kind.ts';
import {
  type ApiItem,
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
} from '../../src/simulate/serve/catalogue.ts';

/** `n` in 24 hexadecimal digits. */
export const hubId = (n: number): string => n.toString(16).padStart(24, '0');

/** A catalogue of `count` simulated models, one second apart but for the ten oldest, and the other entries given. */
export function smallHub(count: number, others: CatalogueEntry[] = []): Promise<Catalogue> {
  const models = Array.from(
    { length: count },
    (_, n): CatalogueEntry => ({ kind: 'models', item: model(n) }),
  );
  return buildCatalogue([...models, ...others]);
}

/** Model `n`: every third has the task fill-mask. */
export function model(n: number, more: Partial<ApiItem> = {}): ApiItem {
  const at = new Date(Date.UTC(2022, 2, 2, 23, 29, 4) + Math.max(0, n - 9) * 1000).toISOString();
  const task = n % 3 === 0 ? { pipeline_tag: 'fill-mask' } : {};
  const tags = ['transformers', ...(n % 2 === 0 ? ['even'] : []), 'base_model:Google/BERT', 'region:us'];
  return {
    _id: hubId(n),
    id: `Owner${n % 5}/model-${n}`,
    private: false,
    gated: false,
    likes: n % 4,
    downloads: n * 7,
    tags,
    ...task,
    createdAt: at,
    lastModified: at,
    ...more,
  };
}

/** A repo with nothing but a name. */
export const nameRepo = (
  kind: RepoKind,
  n: number,
  id: string,
  more: Partial<ApiItem> = {},
): CatalogueEntry => ({
  kind,
  item: model(n, { id, ...more }),
});
