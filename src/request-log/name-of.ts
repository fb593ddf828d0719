import { isJsonObject } from '@flosum/scim-schema';
import type { JsonObject } from '@flosum/scim-schema';

/** What people call a person or a group: the display name, or what comes next to it. */
export function nameOf(resource: JsonObject | undefined): string | undefined {
  if (resource === undefined) return undefined;
  const { displayName, name, userName, id } = resource;
  const parts = isJsonObject(name) ? [name.formatted, joined(name.givenName, name.familyName)] : [];
  return [displayName, ...parts, userName, id].find(
    (candidate): candidate is string => typeof candidate === 'string' && candidate.trim() !== '',
  );
}

function joined(...parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === 'string').join(' ');
}
