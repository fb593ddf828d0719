/** The text of a statement and what its placeholders stand for. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Collects the parameters of a statement while its text is put together. */
export class SqlParameters {
  private readonly collected: unknown[];

  constructor(first: readonly unknown[] = []) {
    this.collected = [...first];
  }

  /** @returns The placeholder of the value, such as `$3`. */
  add(value: unknown): string {
    this.collected.push(value);
    return `$${this.collected.length}`;
  }

  get values(): readonly unknown[] {
    return this.collected;
  }
}
