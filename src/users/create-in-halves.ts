import { ScimError } from '@flosum/scim-schema';

/**
 * Creates many in as few statements as it can: all at once; if that is refused, one half after the other, down to the one
 * that is at fault. So a few bad ones among a thousand cost a few statements more.
 *
 * @param entries - What to create, or why it cannot be.
 * @param maxErrors - After as many errors the rest is not tried, and left out of the answer.
 * @param createAll - All of them or none.
 * @param createOne - One alone, where `createAll` has refused it.
 * @returns In the order of the entries, what was created or why not.
 * @throws what is no {@link ScimError}.
 */
export async function createInHalves<Resource extends object>(
  entries: readonly (Resource | ScimError)[],
  maxErrors: number,
  createAll: (resources: readonly Resource[]) => Promise<void>,
  createOne: (resource: Resource) => Promise<Resource>,
): Promise<readonly (Resource | ScimError)[]> {
  const results: (Resource | ScimError)[] = [];
  let errors = 0;
  await create(entries);
  return results;

  async function create(range: readonly (Resource | ScimError)[]): Promise<void> {
    if (range.length === 0 || errors >= maxErrors) return;
    const [only] = range;
    if (range.length === 1 && only !== undefined) {
      await createAlone(only);
      return;
    }
    const resources = range.filter((entry) => !(entry instanceof ScimError)) as Resource[];
    if (resources.length === range.length && (await isDone(resources))) {
      results.push(...resources);
      return;
    }
    const middle = Math.ceil(range.length / 2);
    await create(range.slice(0, middle));
    await create(range.slice(middle));
  }

  async function createAlone(entry: Resource | ScimError): Promise<void> {
    const result = entry instanceof ScimError ? entry : await createOne(entry).catch(asScimError);
    if (result instanceof ScimError) errors += 1;
    results.push(result);
  }

  async function isDone(resources: readonly Resource[]): Promise<boolean> {
    const error = await createAll(resources).catch(asScimError);
    return error === undefined;
  }
}

function asScimError(error: unknown): ScimError {
  if (error instanceof ScimError) return error;
  throw error;
}
