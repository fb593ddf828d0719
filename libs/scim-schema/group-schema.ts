import { defineAttribute, defineList } from './attribute-definition.js';
import type { SchemaDefinition } from './schema-definition.js';
import { GROUP_URN } from './urns.js';

/**
 * The core Group (RFC 7643 sections 4.2 and 8.7.1).
 *
 * Differences from the printed schema: `displayName` is required (erratum 5368) and unique in the tenant, as Entra ID
 * expects it; `members` has `display` (erratum 6011), which this service fills in.
 */
export const GROUP_SCHEMA: SchemaDefinition = {
  id: GROUP_URN,
  name: 'Group',
  description: 'Group',
  attributes: [
    defineAttribute('displayName', 'The name of the group. Unique in the tenant, without case.', {
      required: true,
      uniqueness: 'server',
      maxLength: 512,
    }),
    defineList(
      'members',
      'The users and groups that belong to the group.',
      [
        defineAttribute('value', 'The id of the member.', { caseExact: true, mutability: 'immutable' }),
        defineAttribute('$ref', 'The URI of the member.', {
          type: 'reference',
          referenceTypes: ['User', 'Group'],
          mutability: 'immutable',
        }),
        defineAttribute('type', 'What kind of resource the member is.', {
          canonicalValues: ['User', 'Group'],
          mutability: 'immutable',
        }),
        defineAttribute('display', 'The name of the member.', { mutability: 'readOnly' }),
      ],
      { maxValues: Infinity },
    ),
  ],
};
