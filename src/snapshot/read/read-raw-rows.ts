import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { streamRows } from '../file/query.ts';

/** A raw row as plain values: moments in milliseconds since 1970, `tags` and the card's lists as JSON text. */
export interface RawRow {
  hub_id: string;
  id: string;
  created_at: number | null;
  last_modified: number | null;
  downloads: number | null;
  likes: number | null;
  gated: string | null;
  tags: string | null;
  /** Models only, from here on. */
  pipeline_tag?: string | null;
  library_name?: string | null;
  has_card?: boolean;
  card_datasets?: string | null;
  card_base_model?: string | null;
}

/** Every raw row of a kind, in the order written, a chunk at a time. */
export async function* readRawRows(snapshot: Snapshot, kind: RepoKind): AsyncGenerator<RawRow[]> {
  const own =
    kind === 'models' ? ', pipeline_tag, library_name, has_card, card_datasets, card_base_model' : '';
  yield* streamRows<RawRow>(
    snapshot.connection,
    `SELECT hub_id, id, epoch_ms(created_at)::DOUBLE AS created_at, epoch_ms(last_modified)::DOUBLE AS last_modified,
       downloads::DOUBLE AS downloads, likes::DOUBLE AS likes, gated, tags${own}
     FROM ${kind === 'models' ? 'model_rows' : 'dataset_rows'}`,
  );
}
