import { ScimError } from '@flosum/scim-schema';
import type { WrittenResource } from './resource-store.js';

/**
 * Creates in order, each in a statement of its own.
 *
 * @param maxErrors - After as many errors the rest is not tried, and left out of the answer.
 * @throws what is no fault of the request, such as a lost database.
 */
export async function createOneByOne<Body>(
  bodies: readonly Body[],
  maxErrors: number,
  create: (body: Body) => Promise<WrittenResource>,
): Promise<readonly (WrittenResource | ScimError)[]> {
  const results: (WrittenResource | ScimError)[] = [];
  let errors = 0;
  for (const body of bodies) {
    if (errors >= maxErrors) break;
    try {
      results.push(await create(body));
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      results.push(error);
      errors += 1;
    }
  }
  return results;
}
