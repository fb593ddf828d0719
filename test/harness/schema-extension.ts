import { OperatorClient } from './operator-client.js';
import { OPERATOR_KEY } from './running-app.js';
import type { RunningApp } from './running-app.js';

export const ACME_URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

/** An attribute as the operator API takes it; what is left out has the defaults of RFC 7643 section 2.2. */
export interface ExtensionAttribute {
  readonly name: string;
  readonly type?:
    'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex';
  readonly multiValued?: boolean;
  readonly required?: boolean;
  readonly caseExact?: boolean;
  readonly mutability?: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned?: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness?: 'none' | 'server';
  readonly subAttributes?: readonly ExtensionAttribute[];
}

/** One attribute of each kind that the User of SCIM does not have. */
export const EVERY_KIND: readonly ExtensionAttribute[] = [
  { name: 'serial', mutability: 'immutable' },
  { name: 'pin', mutability: 'writeOnly' },
  { name: 'score', type: 'integer', mutability: 'readOnly' },
  { name: 'hint', returned: 'request' },
  { name: 'badge', uniqueness: 'server' },
  { name: 'level', type: 'integer' },
  { name: 'rate', type: 'decimal' },
  { name: 'tags', multiValued: true },
  {
    name: 'desks',
    type: 'complex',
    multiValued: true,
    subAttributes: [{ name: 'value' }, { name: 'floor', type: 'integer' }],
  },
];

/** Attributes that a user with this extension has to have. */
export const REQUIRED_KINDS: readonly ExtensionAttribute[] = [
  { name: 'grade', required: true },
  { name: 'floors', type: 'integer', multiValued: true, required: true },
  {
    name: 'desk',
    type: 'complex',
    subAttributes: [{ name: 'room', required: true }, { name: 'note' }],
  },
];

/** Adds attributes to the User of a tenant, as the operator does it. */
export async function extendUser(
  app: RunningApp,
  slug: string,
  attributes: readonly ExtensionAttribute[],
): Promise<void> {
  await new OperatorClient(app.url, OPERATOR_KEY)
    .send('put', `/tenants/${slug}/schema-extensions/${ACME_URN}`, { name: 'Acme', attributes })
    .expect(201);
}
