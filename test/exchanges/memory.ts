const PLACE = /\.([\w$-]+)|\[(\d+)\]|\['([^']+)'\]/y;
const PLACEHOLDER = /\{\{([\w-]+)\}\}/g;

/** What the steps of an exchange have learnt so far. */
export class Memory {
  private readonly values: Map<string, string>;

  constructor(known: Readonly<Record<string, string>>) {
    this.values = new Map(Object.entries(known));
  }

  /** @throws when the place is not in the body, or holds no text. */
  remember(name: string, body: unknown, place: string): void {
    const value = findPlace(body, place);
    if (typeof value !== 'string') throw new Error(`There is no text at ${place} to remember as "${name}".`);
    this.values.set(name, value);
  }

  /**
   * Puts what is remembered in place of each `{{name}}`, in texts and names at any depth.
   *
   * @throws when a name is not known.
   */
  fillIn<T>(template: T): T {
    const text = JSON.stringify(template).replaceAll(PLACEHOLDER, (_placeholder, name: string) => {
      const value = this.values.get(name);
      if (value === undefined) throw new Error(`Nothing is remembered as "${name}".`);
      return JSON.stringify(value).slice(1, -1);
    });
    return JSON.parse(text) as T;
  }
}

/**
 * Follows a path such as `$.Resources[0].id`.
 *
 * @returns `undefined` when there is nothing at this place.
 * @throws when the path has another form.
 */
export function findPlace(body: unknown, place: string): unknown {
  PLACE.lastIndex = 1;
  let found = body;
  while (PLACE.lastIndex < place.length) {
    const [, name, index, quoted] = PLACE.exec(place) ?? [];
    const key = name ?? index ?? quoted;
    if (!place.startsWith('$') || key === undefined) throw new Error(`"${place}" is no place in a body.`);
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[key] : undefined;
  }
  return found;
}
