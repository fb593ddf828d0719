/** The parameters of a statement: the first one is the tenant in whose scope it runs, and `$1` in its text. */
export type TenantParameters = readonly [tenantId: string, ...others: unknown[]];

/** The text of a statement and what its placeholders stand for. */
export interface Statement {
  readonly sql: string;
  readonly parameters: TenantParameters;
}

/** Collects the parameters of a statement while its text is put together. */
export class SqlParameters {
  private readonly collected: [tenantId: string, ...others: unknown[]];

  constructor(first: TenantParameters) {
    this.collected = [...first];
  }

  /** @returns The placeholder of the value, such as `$3`. */
  add(value: unknown): string {
    this.collected.push(value);
    return `$${this.collected.length}`;
  }

  get values(): TenantParameters {
    return this.collected;
  }
}
