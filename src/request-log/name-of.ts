import { isJsonObject } from '@flosum/scim-schema';
import type { JsonValue } from '@flosum/scim-schema';

/** The body of an answer; of a read that went well, only its numbers and an id. */
export type Answer = Readonly<Record<string, JsonValue | undefined>>;

/** What people call a person or a group: the display name, or what comes next to it. */
export function nameOf(resource: Answer | undefined): string | undefined {
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
