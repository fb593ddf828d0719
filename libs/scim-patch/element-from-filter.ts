import { evaluateFilter, toComparableValue } from '@flosum/scim-filter';
import type { Filter } from '@flosum/scim-filter';
import { findByName, NoTargetError, readValue } from '@flosum/scim-schema';
import type { JsonObject, JsonValue, Tolerance } from '@flosum/scim-schema';
import type { Target } from './resolve-target.js';

/**
 * The value that a filter describes, for a list that has none like it.
 *
 * RFC 7644 would answer `noTarget`. Entra ID expects the value to be made from the equalities of the filter, and an
 * answer of 400 would also lose the `active` change in the same request:
 *
 *     {"op": "Replace", "path": "phoneNumbers[type eq \"mobile\"].value", "value": "+41 44 000 00 00"}
 *
 * on a person without phones makes `{"type": "mobile", "value": "+41 44 000 00 00"}`.
 *
 * @throws {@link NoTargetError} when the filter is more than equalities joined by `and`, or they exclude each other:
 *   then it describes no value.
 */
export function elementFromFilter({ attribute, filter, name }: Target, tolerance: Tolerance): JsonObject {
  const element: Record<string, JsonValue> = {};
  for (const { path, value } of equalitiesOf(filter?.written, name)) {
    const part = findByName(attribute.subAttributes ?? [], path);
    const read = part && readValue(part, value, `${name}.${path}`, tolerance);
    if (part !== undefined && read !== undefined) element[part.name] = read;
  }
  const comparable = toComparableValue(attribute, element);
  const describesNothing =
    attribute.type === 'complex' && filter && !evaluateFilter(filter.checked, comparable);
  if (describesNothing === true) throw noTarget(name);
  return element;
}

function equalitiesOf(
  filter: Filter | undefined,
  name: string,
): readonly { path: string; value: JsonValue }[] {
  if (filter === undefined) return [];
  if (filter.kind === 'and') return filter.operands.flatMap((operand) => equalitiesOf(operand, name));
  if (filter.kind === 'compare' && filter.operator === 'eq') {
    return [{ path: filter.path.attribute, value: filter.value }];
  }
  throw noTarget(name);
}

function noTarget(name: string): NoTargetError {
  return new NoTargetError(`No value of "${name}" fulfils the filter of the path.`);
}
