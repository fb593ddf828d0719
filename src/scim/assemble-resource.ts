import { GROUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { AttributeDefinition, Projection, ResourceType } from '@flosum/scim-schema';

/** What stands in front of the other attributes of every stored resource: its URNs, which have no brackets. */
const SCHEMAS = '{"schemas":[';

/**
 * Puts the answer about a resource together from its stored JSON, which is neither parsed nor written again.
 *
 * @param text - The stored JSON.
 * @param meta - As JSON text.
 * @returns `undefined` when something of the resource would have to be left out.
 */
export function assembleResource(
  type: ResourceType,
  text: string,
  projection: Projection,
  id: string,
  meta: string,
): string | undefined {
  if (projection.kind !== 'default' || projection.also !== undefined) return undefined;
  if (mayHide(type, text) || !text.startsWith(SCHEMAS)) return undefined;
  const end = text.indexOf(']', SCHEMAS.length) + 1;
  return `${text.slice(0, end)},"id":"${id}"${text.slice(end, -1)},"meta":${meta}}`;
}

const hiddenNames = new WeakMap<ResourceType, readonly string[]>();

/**
 * Whether a resource has something that an answer does not show by itself. Of a tenant that has changed its schemas, a
 * resource may still have attributes that are none any more.
 */
function mayHide(type: ResourceType, text: string): boolean {
  if (type !== USER_RESOURCE_TYPE && type !== GROUP_RESOURCE_TYPE) return true;
  let names = hiddenNames.get(type);
  if (names === undefined) {
    names = [type.schema, ...type.extensions.map(({ schema }) => schema)]
      .flatMap(({ attributes }) => attributes)
      .flatMap((attribute) => [attribute, ...(attribute.subAttributes ?? [])])
      .filter(isHidden)
      .map(({ name }) => `"${name}"`);
    hiddenNames.set(type, names);
  }
  return names.some((name) => text.includes(name));
}

function isHidden({ returned, mutability }: AttributeDefinition): boolean {
  return returned === 'never' || returned === 'request' || mutability === 'writeOnly';
}
