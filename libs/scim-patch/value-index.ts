import { toComparableValue } from '@flosum/scim-filter';
import { deepEqual, isIdentifiedByValue, isJsonObject } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue } from '@flosum/scim-schema';

/**
 * Finds the values of a list that are the same as one that was sent: `value` and `type` are equal, or the `value` alone where
 * it identifies them; without a `value`, all that was sent is there.
 *
 * Looks them up by their parts, since comparing a thousand values with a thousand others takes seconds.
 */
export class ValueIndex {
  private readonly values: JsonObject[] = [];
  private readonly positions = new Map<string, Set<number>>();
  private readonly identity: readonly string[];

  constructor(
    private readonly attribute: AttributeDefinition,
    list: readonly JsonValue[],
  ) {
    this.identity = isIdentifiedByValue(attribute) ? ['value'] : ['value', 'type'];
    list.forEach((element, position) => {
      this.put(position, element);
    });
  }

  put(position: number, element: JsonValue): void {
    const value = this.toComparableObject(element);
    this.values[position] = value;
    for (const [name, part] of Object.entries(value)) {
      const key = keyOf(name, part);
      this.positions.set(key, (this.positions.get(key) ?? new Set()).add(position));
    }
  }

  find(sent: JsonValue): readonly number[] {
    const wanted = this.toComparableObject(sent);
    const named = Object.keys(isJsonObject(sent) ? sent : wanted);
    const names = wanted.value === undefined ? named : named.filter((name) => this.identity.includes(name));
    const candidates = names
      .map((name) => this.positions.get(keyOf(name, wanted[name])) ?? new Set<number>())
      .sort((left, right) => left.size - right.size)[0];
    return [...(candidates ?? [])].filter((position) =>
      names.every((name) => deepEqual(this.values[position]?.[name], wanted[name])),
    );
  }

  private toComparableObject(element: JsonValue): JsonObject {
    const comparable = toComparableValue(this.attribute, element);
    return isJsonObject(comparable) ? comparable : { value: comparable };
  }
}

function keyOf(name: string, part: JsonValue | undefined): string {
  return JSON.stringify([name, part]);
}
