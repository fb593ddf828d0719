import { deepEqual, UniquenessError } from '@flosum/scim-schema';
import type { ScimResource, StoredResource } from '@flosum/scim-schema';
import type { TenantSettings } from '../tenants/index.js';

/**
 * Settles a POST whose name is taken. When the answer to a POST was lost on the way, the client sends it again; a tenant
 * may want the same answer then. Otherwise RFC 7644 section 3.3 has a conflict, and its words tell an admin whether the
 * name belongs to the same person in the identity provider.
 *
 * @param attribute - The unique attribute.
 * @param existing - Who has its value.
 * @param wanted - What would have been created.
 * @returns `existing`, when the request repeats the one that made it.
 * @throws {@link UniquenessError}
 */
export function settleRepeatedCreate(
  { repeatedCreate }: TenantSettings,
  attribute: string,
  existing: StoredResource,
  wanted: ScimResource,
  options: ErrorOptions,
): StoredResource {
  const isSame = wanted.externalId !== undefined && deepEqual(existing.resource, wanted);
  if (isSame && repeatedCreate === 'return-existing') return existing;
  throw new UniquenessError(attribute, options, explain(attribute, existing, wanted));
}

function explain(attribute: string, { id, resource }: StoredResource, wanted: ScimResource): string {
  const who = `It is ${id}, and has`;
  const advice = `look it up by ${attribute} and update it instead of creating it again.`;
  if (resource.externalId === undefined) {
    return `${who} no externalId: another client made it, or somebody by hand. To take it over, ${advice}`;
  }
  if (wanted.externalId === undefined) {
    return `${who} an externalId, while this request has none: ${advice}`;
  }
  return resource.externalId === wanted.externalId
    ? `${who} the same externalId, so it stands for the same object of the identity provider; it may be inactive: ${advice}`
    : `${who} another externalId, so it stands for another object of the identity provider, perhaps one that was ` +
        `deleted there and made anew. To go on with it, ${advice}`;
}
