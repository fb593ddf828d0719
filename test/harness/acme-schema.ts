import { defineAttribute, defineComplex } from '@flosum/scim-schema';
import type { AttributeDefinition, SchemaDefinition } from '@flosum/scim-schema';

export const URN = 'urn:acme:2.0:User';

export const badge = defineAttribute('badge', 'A badge.');
export const desk = defineComplex('desk', 'A desk.', [
  defineAttribute('floor', 'A floor.'),
  defineAttribute('room', 'A room.'),
]);

/** What Acme adds to User. */
export function schemaOf(...attributes: readonly AttributeDefinition[]): SchemaDefinition {
  return { id: URN, name: 'Acme', description: 'What Acme adds.', attributes };
}
