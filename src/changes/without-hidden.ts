import { attributesOf, projectResource } from '@flosum/scim-schema';
import type { Projection, ResourceType, ScimResource } from '@flosum/scim-schema';

const projections = new WeakMap<ResourceType, Projection>();

/** A resource without what may never be shown: what is kept for readers of changes must not hold it either. */
export function withoutHidden(type: ResourceType, resource: ScimResource): ScimResource {
  let everything = projections.get(type);
  if (everything === undefined) {
    const names = [
      ...attributesOf(type).map(({ name }) => name),
      ...type.extensions.map(({ schema }) => schema.id),
    ];
    everything = { kind: 'only', names: new Set(names) };
    projections.set(type, everything);
  }
  return projectResource(type, resource, everything) as ScimResource;
}
