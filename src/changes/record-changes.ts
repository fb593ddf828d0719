import { rowsAsTable } from '../database/index.js';
import type { SqlParameters } from '../database/index.js';
import type { Author, NewChange } from './change.js';

const COLUMNS = {
  resource_id: 'uuid',
  version: 'integer',
  resource_type: 'text',
  kind: 'text',
  resource: 'json',
  attributes: 'json',
  at: 'timestamptz',
} as const;

/**
 * Makes the INSERT that writes changes, for a `with … as (…)` of the statement that makes the versions: so there is no
 * version without its change, and no change without its version.
 *
 * The tenant is the first parameter of the statement.
 *
 * @param written - Name of the `with` query that returns the `id` of each resource that was written indeed.
 */
export function recordChanges(
  written: string,
  changes: readonly NewChange[],
  { actor, requestId }: Author,
  parameters: SqlParameters,
): string {
  const rows = changes.map((change) => [
    change.resourceId,
    change.version,
    change.resourceType,
    change.kind,
    change.resource === undefined ? null : JSON.stringify(change.resource),
    JSON.stringify(change.attributes),
    change.at,
  ]);
  const names = Object.keys(COLUMNS);
  return `insert into changes (tenant_id, ${names.join(', ')}, actor_type, actor_id, request_id)
    select $1::uuid, ${names.map((name) => `change.${name}`).join(', ')},
      ${parameters.add(actor.type)}::text, ${parameters.add(actor.id ?? null)}::text, ${parameters.add(requestId)}::text
    from ${rowsAsTable('change', COLUMNS, rows, parameters)}
    join ${written} on ${written}.id = change.resource_id`;
}
