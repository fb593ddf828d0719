import { attributesOf, projectResource } from '@flosum/scim-schema';
import type { Projection, ResourceType, ScimResource } from '@flosum/scim-schema';

const projections = new WeakMap<ResourceType, Projection | 'nothing is hidden'>();

/**
 * A resource without what may never be shown: what is kept for readers of changes must not hold it either.
 *
 * @returns The resource itself when its type has nothing of that kind.
 */
export function withoutHidden(type: ResourceType, resource: ScimResource): ScimResource {
  let everything = projections.get(type);
  if (everything === undefined) {
    everything = projectionOf(type);
    projections.set(type, everything);
  }
  return everything === 'nothing is hidden'
    ? resource
    : (projectResource(type, resource, everything) as ScimResource);
}

function projectionOf(type: ResourceType): Projection | 'nothing is hidden' {
  const attributes = [attributesOf(type), ...type.extensions.map(({ schema }) => schema.attributes)].flat();
  const all = attributes.flatMap((attribute) => [attribute, ...(attribute.subAttributes ?? [])]);
  if (!all.some(({ returned, mutability }) => returned === 'never' || mutability === 'writeOnly')) {
    return 'nothing is hidden';
  }
  const names = [
    ...attributesOf(type).map(({ name }) => name),
    ...type.extensions.map(({ schema }) => schema.id),
  ];
  return { kind: 'only', names: new Set(names) };
}
