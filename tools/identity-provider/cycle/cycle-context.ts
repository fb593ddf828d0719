import type { Person } from '../people/person.js';
import type { Dialect } from '../protocol/dialect.js';
import type { ScimClient } from '../protocol/scim-client.js';
import type { LinkTable } from './link-table.js';

/** What every step of one cycle works with. */
export interface CycleContext {
  readonly client: ScimClient;
  readonly links: LinkTable;
  readonly dialect: Dialect;
  /** Everybody in scope, by object id. */
  readonly peopleById: ReadonlyMap<string, Person>;
  /** Whether those who left were hard-deleted, and not only taken out of scope. */
  readonly purge: boolean;
}
