import type { Statements } from './fill-users.js';

/**
 * Puts lines into the request log of a tenant, evenly over the last 30 days, as look-ups, reads and changes of its people;
 * one of a hundred was refused. Their ids begin with the time, as those of the service.
 */
export async function fillRequestLog(database: Statements, tenantId: string, count: number): Promise<void> {
  await database.query(
    `with people as (
       select id, row_number() over () as place from users where tenant_id = $1
     )
     insert into request_log (tenant_id, id, at, request_id, method, route, url, resource_type, resource_id, status, scim_type,
       outcome, milliseconds, meaning, person_name, token_id, change_kind, change_version, deviations, request_headers,
       request_body)
     select $1::uuid, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0')
         || '8' || substr(md5(n::text), 1, 15))::uuid,
       at, md5(n::text), case when n % 5 = 0 then 'PATCH' else 'GET' end,
       case when n % 5 = 0 then '/api/v1/scim/Users/:id' else '/api/v1/scim/Users' end, '/api/v1/scim/Users', 'User', people.id,
       case when n % 100 = 0 then 409 else 200 end, case when n % 100 = 0 then 'uniqueness' end,
       case when n % 100 = 0 then 'refused' else 'success' end, 5,
       case when n % 5 = 0 then U&'Changed title of \\2068user-' || people.place || U&'@acme.test\\2069'
         else U&'Looked up userName \\2068user-' || people.place || U&'@acme.test\\2069: ' || U&'\\2068\\2069' end,
       case when n % 5 = 0 then 'user-' || people.place || '@acme.test' end, gen_random_uuid(),
       case when n % 5 = 0 then 'updated' end, case when n % 5 = 0 then 2 end, '{}', '{"accept": "application/scim+json"}',
       case when n % 5 = 0 then '{"Operations": [{"op": "Replace", "path": "title", "value": "Engineer"}]}' end
     from (
       select n, now() - ($2::int - n) * (interval '30 days' / $2::int) as at, 1 + n % (select count(*) from people) as place
       from generate_series(1, $2::int) as n
     ) as lines
     join people on people.place = lines.place`,
    [tenantId, count],
  );
  await database.query(
    `insert into request_counts (tenant_id, hour, total, failed, dropped, unknown_tokens)
     select tenant_id, date_trunc('hour', at), count(*), count(*) filter (where outcome <> 'success'), 0, 0
     from request_log where tenant_id = $1 group by tenant_id, date_trunc('hour', at)`,
    [tenantId],
  );
  await database.query('analyze', []);
}
