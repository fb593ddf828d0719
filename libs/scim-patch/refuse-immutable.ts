import { deepEqual, MutabilityError } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonValue } from '@flosum/scim-schema';

/**
 * An immutable attribute may be set once and then only be set to what it is (RFC 7644 section 3.5.2).
 *
 * @throws {@link MutabilityError} when it has another value already.
 */
export function refuseImmutable(
  attribute: AttributeDefinition,
  current: JsonValue | undefined,
  next: JsonValue | undefined,
  where: string,
): void {
  if (attribute.mutability !== 'immutable' || current === undefined || deepEqual(current, next)) return;
  throw new MutabilityError(`"${where}" was set before and cannot be changed.`);
}
