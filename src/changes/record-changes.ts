import { rowsAsTable } from '../database/index.js';
import type { SqlParameters } from '../database/index.js';
import type { Author, NewChange } from './change.js';

const COLUMNS = {
  resource_id: 'uuid',
  version: 'integer',
  resource_type: 'text',
  kind: 'text',
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
 * @param resource - `written` when that query returns the `resource` too, and it is what the changes keep: then it does
 *   not travel twice.
 */
export function recordChanges(
  written: string,
  changes: readonly NewChange[],
  { actor, requestId }: Author,
  parameters: SqlParameters,
  resource: 'given' | 'written' = 'given',
): string {
  const rows = changes.map((change) => [
    change.resourceId,
    change.version,
    change.resourceType,
    change.kind,
    JSON.stringify(change.attributes),
    change.at,
    ...(resource === 'written'
      ? []
      : [change.resource === undefined ? null : JSON.stringify(change.resource)]),
  ]);
  const columns = resource === 'written' ? COLUMNS : { ...COLUMNS, resource: 'json' };
  const names = Object.keys(COLUMNS);
  const source = resource === 'written' ? written : 'change';
  return `insert into changes (tenant_id, ${names.join(', ')}, resource, actor_type, actor_id, request_id)
    select $1::uuid, ${names.map((name) => `change.${name}`).join(', ')}, ${source}.resource,
      ${parameters.add(actor.type)}::text, ${parameters.add(actor.id ?? null)}::text, ${parameters.add(requestId)}::text
    from ${rowsAsTable('change', columns, rows, parameters)}
    join ${written} on ${written}.id = change.resource_id`;
}
