/** What somebody is known by in a file: keys of a userName and of an externalId. */
export type Person = readonly string[];

/**
 * Who stands in the records of a file that were read so far, and in which line: about a hundred bytes for each of the
 * names of a person.
 */
export class SeenPeople {
  private readonly lines = new Map<string, number>();

  person(userNameKey: string | undefined, externalId: string | undefined): Person {
    return [
      ...(userNameKey === undefined ? [] : [`n${userNameKey}`]),
      ...(externalId === undefined ? [] : [`e${externalId}`]),
    ];
  }

  /** @returns The line of a record before that is about one of them. */
  lineOf(people: readonly Person[]): number | undefined {
    for (const key of people.flat()) {
      const line = this.lines.get(key);
      if (line !== undefined) return line;
    }
    return undefined;
  }

  add(people: readonly Person[], line: number): void {
    for (const key of people.flat()) this.lines.set(key, line);
  }

  lineOfValue(attribute: string, key: string): number | undefined {
    return this.lines.get(`u${attribute} ${key}`);
  }

  addValue(attribute: string, key: string, line: number): void {
    this.lines.set(`u${attribute} ${key}`, line);
  }
}
