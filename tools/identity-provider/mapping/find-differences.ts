import type { Person } from '../people/person.js';
import type { JsonObject } from '../protocol/parse-json-object.js';
import { MAPPED_ATTRIBUTES, type AttributeValue, type MappedAttribute } from './mapped-attribute.js';
import { readAttribute } from './read-attribute.js';

export interface Difference {
  readonly attribute: MappedAttribute;
  /** `undefined` when the server holds nothing there, so that the operation is an *Add*. */
  readonly before: unknown;
  readonly after: AttributeValue;
}

/**
 * Compares what the server returned with what the person maps to, exactly: another case is a
 * difference too. What is empty in the source is never sent and therefore never compared.
 */
export function findDifferences(
  person: Person,
  account: JsonObject,
  attributes: readonly MappedAttribute[] = MAPPED_ATTRIBUTES,
): Difference[] {
  return attributes.flatMap((attribute) => {
    const after = attribute.valueOf(person);
    const before = readValue(account, attribute, after);
    return after === undefined || before === after ? [] : [{ attribute, before, after }];
  });
}

/** A server that shows a boolean as a string means the same; an empty string is no value. */
function readValue(
  account: JsonObject,
  { steps }: MappedAttribute,
  after: AttributeValue | undefined,
): unknown {
  const value = readAttribute(account, steps) ?? undefined;
  if (value === '') return undefined;
  return typeof after === 'boolean' && typeof value === 'string' ? value.toLowerCase() === 'true' : value;
}
