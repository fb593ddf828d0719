import type { Database } from '../database/index.js';
import type { TenantBatch } from './line-queue.js';
import { LINE_COLUMNS, LINE_END, NOTHING, SEPARATOR } from './line-text.js';

const HOUR = 3_600_000;

const COLUMNS = Object.entries(LINE_COLUMNS);

/** The tenant is looked for once, and held: a deletion does not leave lines behind. */
const WRITE = `
  with tenant as (
    select id from tenants where id = $1::uuid and status <> 'deleting' for key share
  ), written as (
    insert into request_log (tenant_id, ${COLUMNS.map(([name]) => name).join(', ')})
    select tenant.id, ${COLUMNS.map(([, type], index) => `line.values[${index + 1}]::${type}`).join(', ')}
    from tenant cross join (
      select string_to_array(text, '${SEPARATOR}', '${NOTHING}') as values
      from unnest(string_to_array($2::text, '${LINE_END}')) as text where text <> '' offset 0
    ) as line
  )
  insert into request_counts as counts (tenant_id, hour, total, failed, dropped, unknown_tokens)
  select tenant.id, $3::timestamptz, $4::integer, $5::integer, $6::integer, $7::integer from tenant
  on conflict (tenant_id, hour) do update set
    total = counts.total + excluded.total, failed = counts.failed + excluded.failed,
    dropped = counts.dropped + excluded.dropped,
    unknown_tokens = counts.unknown_tokens + excluded.unknown_tokens`;

/** Writes lines of a tenant and counts its requests, in one statement. A tenant that is not there any more has none. */
export async function writeLines(
  database: Database,
  tenantId: string,
  { texts, counts: { total, failed, dropped, unknownTokens } }: TenantBatch,
): Promise<void> {
  const hour = new Date(Math.floor(Date.now() / HOUR) * HOUR);
  await database.query(WRITE, [tenantId, texts.bytes, hour, total, failed, dropped, unknownTokens]);
}
