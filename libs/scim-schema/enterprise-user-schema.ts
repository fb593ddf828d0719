import { defineAttribute, defineComplex } from './attribute-definition.js';
import type { SchemaDefinition } from './schema-definition.js';
import { ENTERPRISE_USER_URN } from './urns.js';

/** The enterprise extension of User (RFC 7643 section 4.3); `manager.value` is case-exact by erratum 8472. */
export const ENTERPRISE_USER_SCHEMA: SchemaDefinition = {
  id: ENTERPRISE_USER_URN,
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    defineAttribute('employeeNumber', 'The number that the organization gave to the person.', {
      maxLength: 512,
    }),
    defineAttribute('costCenter', 'The cost center.'),
    defineAttribute('organization', 'The organization.'),
    defineAttribute('division', 'The division.'),
    defineAttribute('department', 'The department.'),
    defineComplex('manager', 'The manager of the person.', [
      defineAttribute('value', 'The id of the manager. Kept also when no such user is known here.', {
        caseExact: true,
      }),
      defineAttribute('$ref', 'The URI of the manager.', { type: 'reference', referenceTypes: ['User'] }),
      defineAttribute('displayName', 'The name of the manager.', { mutability: 'readOnly' }),
    ]),
  ],
};
