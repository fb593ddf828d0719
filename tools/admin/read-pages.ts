import type { OperatorClient } from './operator-client.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const LARGEST_PAGE = 200;

/**
 * Reads a list that comes in pages.
 *
 * @param path - May have a query.
 * @param limit - How many items at most; all of them without it.
 */
export async function readPages<Item>(
  client: OperatorClient,
  path: string,
  limit = Infinity,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const [route = '', query] = path.split('?');
  for (let cursor: string | null = ''; cursor !== null && items.length < limit;) {
    const parameters = new URLSearchParams(query);
    parameters.set('limit', String(Math.min(LARGEST_PAGE, limit - items.length)));
    if (cursor !== '') parameters.set('cursor', cursor);
    const page: Page<Item> = await client.call('GET', `${route}?${parameters.toString()}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
