import { toComparable } from '@flosum/scim-filter';
import { ENTERPRISE_USER_URN, isJsonObject } from '@flosum/scim-schema';
import type { JsonObject, JsonValue, ResourceType, ScimResource } from '@flosum/scim-schema';
import { indexKey, nameKey, resourceText } from '../resources/index.js';
import { uniqueAttributesOf } from './unique-attributes.js';

/** A value that no other user of the tenant may have. */
export interface UniqueValue {
  /** The attribute with its URN. */
  readonly attribute: string;
  readonly key: string;
}

/** What is derived from a user when it is written. */
export interface DerivedColumns {
  readonly userNameKey: string;
  readonly externalId: string | null;
  readonly employeeNumberKey: string | null;
  readonly active: boolean;
  /** JSON text, for the column to keep it as it is. */
  readonly resource: string;
  readonly comparable: string;
  readonly emailKeys: readonly string[];
  readonly uniqueValues: readonly UniqueValue[];
}

/** @throws {@link InvalidValueError} when the user, or a value that an index has to find, is too long. */
export function deriveColumns(type: ResourceType, resource: ScimResource): DerivedColumns {
  const comparable = toComparable(type, resource);
  const { userName, externalId } = comparable;
  const employeeNumber = partOf(comparable, ENTERPRISE_USER_URN, 'employeeNumber');
  return {
    userNameKey: nameKey('userName', typeof userName === 'string' ? userName : ''),
    externalId: typeof externalId === 'string' ? indexKey('externalId', externalId) : null,
    employeeNumberKey: typeof employeeNumber === 'string' ? indexKey('employeeNumber', employeeNumber) : null,
    active: resource.active === true,
    resource: resourceText(type.name, resource),
    comparable: JSON.stringify(comparable),
    emailKeys: emailKeysOf(comparable),
    uniqueValues: uniqueAttributesOf(type).flatMap(({ name, urn, attribute }) => {
      const value = partOf(comparable, urn, attribute);
      const values = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
      const keys = values.flatMap((single) =>
        single === undefined ? [] : [indexKey(name, String(single as string | number | boolean))],
      );
      return [...new Set(keys)].map((key) => ({ attribute: name, key }));
    }),
  };
}

function partOf(comparable: JsonObject, urn: string, attribute: string): JsonValue | undefined {
  const extension = comparable[urn];
  return isJsonObject(extension) ? extension[attribute] : undefined;
}

function emailKeysOf({ emails }: JsonObject): readonly string[] {
  const values = (Array.isArray(emails) ? (emails as readonly unknown[]) : [])
    .filter(isJsonObject)
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string');
  return [...new Set(values)].map((key) => indexKey('emails.value', key));
}
