import { isJsonObject } from '@flosum/scim-schema';
import type { JsonObject } from '@flosum/scim-schema';

/** The attributes that the body of a POST or PUT names, as paths: also those inside of extensions and complex values. */
export function namesInBody(body: unknown): readonly string[] {
  if (!isJsonObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => [name, ...namesInside(name, value)]);
}

/** The attributes that the operations of a PATCH name, by their paths and inside of their values. */
export function namesInPatch(body: unknown): readonly string[] {
  if (!isJsonObject(body)) return [];
  const operations = Object.entries(body).find(([name]) => name.toLowerCase() === 'operations')?.[1];
  return (Array.isArray(operations) ? (operations as readonly unknown[]) : [])
    .filter(isJsonObject)
    .flatMap((operation) => {
      const path = memberOf(operation, 'path');
      const value = memberOf(operation, 'value');
      if (typeof path !== 'string') return namesInBody(value);
      const named = withoutFilter(path);
      return [named, ...namesInside(named, value)];
    });
}

function withoutFilter(path: string): string {
  const end = path.lastIndexOf(']');
  return end === -1 ? path : path.slice(0, path.indexOf('[')) + path.slice(end + 1);
}

/** A member of an extension is named behind a colon, one of a complex value behind a dot: both are tried. */
function namesInside(name: string, value: unknown): readonly string[] {
  if (!isJsonObject(value)) return [];
  return Object.keys(value).flatMap((part) => [`${name}:${part}`, `${name}.${part}`]);
}

function memberOf(object: JsonObject, name: string): unknown {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}
