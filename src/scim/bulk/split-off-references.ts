import { isJsonObject, PATCH_OP_URN } from '@flosum/scim-schema';
import type { JsonObject, JsonValue } from '@flosum/scim-schema';
import { referencesIn } from './bulk-references.js';

/** A value that was left out, and where it belongs: an attribute, or `urn:…:attribute` of an extension. */
interface Addition {
  readonly path: string;
  readonly value: JsonValue;
}

interface Split {
  readonly body: JsonObject;
  readonly additions: readonly Addition[];
}

/**
 * Takes out of a resource what refers to something that is not there yet: single elements of a multi-valued attribute,
 * any other attribute as a whole. An extension keeps its other attributes.
 *
 * @param missing - The bulkIds of what is not there.
 * @returns The resource without it, and what was left out.
 */
export function splitOffReferences(resource: JsonObject, missing: ReadonlySet<string>): Split {
  return splitMembers(resource, missing, '');
}

/** The PATCH that adds what was left out (RFC 7644 section 3.5.2.1). */
export function patchOf(additions: readonly Addition[]): JsonObject {
  return {
    schemas: [PATCH_OP_URN],
    Operations: additions.map(({ path, value }) => ({ op: 'add', path, value })),
  };
}

function splitMembers(object: JsonObject, missing: ReadonlySet<string>, prefix: string): Split {
  const kept: [string, JsonValue][] = [];
  const additions: Addition[] = [];
  const refers = (value: JsonValue): boolean => [...referencesIn(value)].some((name) => missing.has(name));
  for (const [name, value] of Object.entries(object)) {
    if (!refers(value)) {
      kept.push([name, value]);
    } else if (isJsonObject(value) && prefix === '' && /^urn:/i.test(name)) {
      const extension = splitMembers(value, missing, `${name}:`);
      if (Object.keys(extension.body).length > 0) kept.push([name, extension.body]);
      additions.push(...extension.additions);
    } else if (Array.isArray(value)) {
      const elements = value as readonly JsonValue[];
      const rest = elements.filter((element) => !refers(element));
      if (rest.length > 0) kept.push([name, rest]);
      additions.push({ path: prefix + name, value: elements.filter(refers) });
    } else {
      additions.push({ path: prefix + name, value });
    }
  }
  return { body: Object.fromEntries(kept), additions };
}
