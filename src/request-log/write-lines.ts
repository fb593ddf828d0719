import type { Database } from '../database/index.js';
import type { Counts } from './line-queue.js';
import type { NewLine } from './make-line.js';

const HOUR = 3_600_000;

const COLUMNS = {
  id: 'uuid',
  at: 'timestamptz',
  request_id: 'text',
  method: 'text',
  route: 'text',
  url: 'text',
  resource_type: 'text',
  resource_id: 'uuid',
  status: 'smallint',
  scim_type: 'text',
  outcome: 'text',
  refusal: 'text',
  milliseconds: 'integer',
  meaning: 'text',
  person_name: 'text',
  person_active: 'boolean',
  token_id: 'uuid',
  change_kind: 'text',
  change_version: 'integer',
  deviations: 'text[]',
  request_headers: 'json',
  request_body: 'text',
  response_body: 'text',
} as const;

const NAMES = Object.keys(COLUMNS).join(', ');
const TYPES = Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** The tenant is looked for once, and held: a deletion does not leave lines behind. */
const WRITE = `
  with tenant as (
    select id from tenants where id = $1::uuid and status <> 'deleting' for key share
  ), written as (
    insert into request_log (tenant_id, ${NAMES})
    select tenant.id, ${NAMES.replace(/\w+/g, 'line.$&')}
    from tenant cross join json_to_recordset($2::json) as line (${TYPES})
  )
  insert into request_counts as counts (tenant_id, hour, total, failed, dropped, unknown_tokens)
  select tenant.id, $3::timestamptz, $4::integer, $5::integer, $6::integer, $7::integer from tenant
  on conflict (tenant_id, hour) do update set
    total = counts.total + excluded.total, failed = counts.failed + excluded.failed,
    dropped = counts.dropped + excluded.dropped,
    unknown_tokens = counts.unknown_tokens + excluded.unknown_tokens`;

/** Characters that JSON can say and PostgreSQL has none for: the zero, and halves of others. */
const UNSTORABLE = /\\u(0000|[dD][89a-fA-F])/;

/** Writes lines of a tenant and counts its requests, in one statement. A tenant that is not there any more has none. */
export async function writeLines(
  database: Database,
  tenantId: string,
  lines: readonly NewLine[],
  { total, failed, dropped, unknownTokens }: Counts,
): Promise<void> {
  const hour = new Date(Math.floor(Date.now() / HOUR) * HOUR);
  await database.query(WRITE, [tenantId, textOf(lines), hour, total, failed, dropped, unknownTokens]);
}

function textOf(lines: readonly NewLine[]): string {
  const text = JSON.stringify(lines);
  if (!UNSTORABLE.test(text)) return text;
  return JSON.stringify(lines, (_name, value: unknown) =>
    typeof value === 'string' ? storable(value) : value,
  );
}

function storable(text: string): string {
  return text.replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD');
}
