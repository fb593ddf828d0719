import { BATCH_BYTES } from './user-record.js';

/**
 * Puts items of a stream into batches: of a number of items, or of fewer when they are long.
 *
 * @param source - A few items at a time.
 */
export async function* batchesOf<Item extends { readonly bytes?: number }>(
  source: AsyncIterable<readonly Item[]>,
  size: number,
): AsyncGenerator<readonly Item[], void> {
  let batch: Item[] = [];
  let bytes = 0;
  for await (const items of source) {
    for (const item of items) {
      batch.push(item);
      bytes += item.bytes ?? 0;
      if (batch.length < size && bytes < BATCH_BYTES) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
  }
  if (batch.length > 0) yield batch;
}
