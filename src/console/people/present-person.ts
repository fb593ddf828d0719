import { isJsonObject } from '@flosum/scim-schema';
import type { JsonValue, StoredResource } from '@flosum/scim-schema';
import type { Manager } from './actor-names.js';
import type { PersonDto } from './person.dto.js';

/** A person as lists show one. */
export function presentPerson(
  { id, resource, lastModified }: StoredResource,
  managedBy: Manager | null,
): PersonDto {
  return {
    id,
    userName: textOf(resource.userName) ?? '',
    displayName: textOf(resource.displayName),
    email: emailOf(resource.emails),
    active: resource.active === true,
    externalId: textOf(resource.externalId),
    lastModified: lastModified.toISOString(),
    managedBy,
  };
}

function emailOf(emails: JsonValue | undefined): string | null {
  const values = (Array.isArray(emails) ? (emails as readonly JsonValue[]) : []).filter(isJsonObject);
  const chosen = values.find(({ primary }) => primary === true) ?? values[0];
  return textOf(chosen?.value);
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
