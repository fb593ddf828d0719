import { defineAttribute, defineComplex } from './attribute-definition.js';
import type { AttributeDefinition } from './attribute-definition.js';

/**
 * The attributes that every resource has and no schema lists (RFC 7643 section 3.1), with `schemas`.
 *
 * Their characteristics are spread over the RFC's prose: `id`, `externalId` and everything in `meta` that is a
 * string compares case-exactly.
 */
export const COMMON_ATTRIBUTES: readonly AttributeDefinition[] = [
  defineAttribute('schemas', 'The URIs of the schemas that the resource uses.', {
    type: 'reference',
    referenceTypes: ['uri'],
    multiValued: true,
    caseExact: false,
    required: true,
    returned: 'always',
  }),
  defineAttribute('id', 'The identifier that this service gave to the resource.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  defineAttribute('externalId', 'The identifier that the provisioning client gave to the resource.', {
    caseExact: true,
    maxLength: 512,
  }),
  defineComplex(
    'meta',
    'What this service knows about the resource itself.',
    [
      defineAttribute('resourceType', 'The name of the resource type.', {
        caseExact: true,
        mutability: 'readOnly',
      }),
      defineAttribute('created', 'When the resource was created.', {
        type: 'dateTime',
        mutability: 'readOnly',
      }),
      defineAttribute('lastModified', 'When the resource last changed.', {
        type: 'dateTime',
        mutability: 'readOnly',
      }),
      defineAttribute('location', 'The URI of the resource.', {
        type: 'reference',
        referenceTypes: ['uri'],
        mutability: 'readOnly',
      }),
      defineAttribute('version', 'The version of the resource, also its ETag.', {
        caseExact: true,
        mutability: 'readOnly',
      }),
    ],
    { mutability: 'readOnly' },
  ),
];
