import { ENTERPRISE_USER_SCHEMA } from './enterprise-user-schema.js';
import type { ResourceType } from './schema-definition.js';
import { USER_SCHEMA } from './user-schema.js';

/** User with the enterprise extension (RFC 7643 section 8.6). */
export const USER_RESOURCE_TYPE: ResourceType = {
  name: 'User',
  description: 'User Account',
  endpoint: '/Users',
  schema: USER_SCHEMA,
  extensions: [{ schema: ENTERPRISE_USER_SCHEMA, required: false }],
};
