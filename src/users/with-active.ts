import type { ScimResource } from '@flosum/scim-schema';

/** Whose `active` somebody has emptied is not let in, and everybody can see that. */
export function withActive(resource: ScimResource): ScimResource {
  return resource.active === undefined ? { ...resource, active: false } : resource;
}
