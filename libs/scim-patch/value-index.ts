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
  /** For each part that was looked for so far: where its values are. */
  private readonly positions = new Map<string, Map<string, number[]>>();
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
    for (const [name, places] of this.positions) note(places, value[name], position);
  }

  find(sent: JsonValue): readonly number[] {
    const wanted = this.toComparableObject(sent);
    const named = Object.keys(isJsonObject(sent) ? sent : wanted);
    const hasValue = wanted.value !== undefined;
    const names = hasValue ? named.filter((name) => this.identity.includes(name)) : named;
    const candidates = (hasValue ? ['value'] : names)
      .map((name) => this.placesOf(name).get(JSON.stringify(wanted[name])) ?? [])
      .sort((left, right) => left.length - right.length)[0];
    return (candidates ?? []).filter((position) =>
      names.every((name) => deepEqual(this.values[position]?.[name], wanted[name])),
    );
  }

  private placesOf(name: string): Map<string, number[]> {
    let places = this.positions.get(name);
    if (places === undefined) {
      places = new Map();
      for (const [position, value] of this.values.entries()) note(places, value[name], position);
      this.positions.set(name, places);
    }
    return places;
  }

  private toComparableObject(element: JsonValue): JsonObject {
    const comparable = toComparableValue(this.attribute, element);
    return isJsonObject(comparable) ? comparable : { value: comparable };
  }
}

function note(places: Map<string, number[]>, part: JsonValue | undefined, position: number): void {
  if (part === undefined) return;
  const key = JSON.stringify(part);
  const found = places.get(key);
  if (found === undefined) places.set(key, [position]);
  else if (found.at(-1) !== position) found.push(position);
}
