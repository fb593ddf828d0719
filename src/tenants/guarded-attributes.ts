import type { AttributeDefinition, SchemaDefinition } from '@flosum/scim-schema';

/** An attribute that cannot change as it would as long as a user has a value of it. */
export interface GuardedAttribute {
  /** As it is shown, such as `badge` or `desk.floor`. */
  readonly name: string;
  /** Its values in the comparable form of a user, in PostgreSQL's jsonpath. */
  readonly path: string;
}

/** What stored values, and the comparable form of them, depend on. */
const FIXED = ['type', 'multiValued', 'caseExact', 'uniqueness'] as const;

/**
 * Finds what a change of a schema would do to values that are there. Attributes are compared by their exact name,
 * since users are stored under it: a change of case is a new attribute.
 */
export function findGuardedAttributes(
  before: SchemaDefinition,
  after: SchemaDefinition,
): readonly GuardedAttribute[] {
  return compare(before.attributes, after.attributes, {
    name: '',
    path: `$.${JSON.stringify(before.id)}`,
  });
}

function compare(
  before: readonly AttributeDefinition[],
  after: readonly AttributeDefinition[],
  parent: GuardedAttribute,
): readonly GuardedAttribute[] {
  return before.flatMap((attribute) => {
    const guarded = {
      name: `${parent.name}${attribute.name}`,
      path: `${parent.path}.${JSON.stringify(attribute.name)}[*]`,
    };
    const next = after.find(({ name }) => name === attribute.name);
    if (next === undefined || FIXED.some((member) => next[member] !== attribute[member])) return [guarded];
    return compare(attribute.subAttributes ?? [], next.subAttributes ?? [], {
      ...guarded,
      name: `${guarded.name}.`,
    });
  });
}
