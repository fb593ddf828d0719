import { GROUP_SCHEMA } from './group-schema.js';
import type { ResourceType } from './schema-definition.js';

/** Group, without extensions (RFC 7643 section 8.6). */
export const GROUP_RESOURCE_TYPE: ResourceType = {
  name: 'Group',
  description: 'Group',
  endpoint: '/Groups',
  schema: GROUP_SCHEMA,
  extensions: [],
};
