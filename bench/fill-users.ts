/** Runs statements: the application's database, or a connection of one's own. */
export interface Statements {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

/**
 * Puts many users into a tenant by one statement, as the repository would have written them: number `n` has the name
 * `user-n@acme.test`, the external id `external-n`, the employee number `n`, and shares one address with nobody.
 */
export async function fillUsers(database: Statements, tenantId: string, count: number): Promise<void> {
  await database.query(
    `insert into users (tenant_id, id, user_name_key, external_id, employee_number_key, active, resource, comparable,
       version, created_at, last_modified)
     select $1::uuid, gen_random_uuid(), name, 'external-' || n, n::text, true, document::json, document, 1, at, at
     from generate_series(1, $2::int) as n,
       lateral (select 'user-' || n || '@acme.test' as name, timestamptz '2026-01-01' + n * interval '1 second' as at) as made,
       lateral (select jsonb_build_object(
         'schemas', jsonb_build_array('urn:ietf:params:scim:schemas:core:2.0:user'),
         'userName', name, 'externalId', 'external-' || n, 'active', true, 'title', 'title ' || n % 100,
         'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', name, 'primary', true))
       ) as document) as written`,
    [tenantId, count],
  );
  await database.query(
    `insert into user_emails (tenant_id, value_key, user_id) select tenant_id, user_name_key, id from users where tenant_id = $1`,
    [tenantId],
  );
  await database.query('analyze', []);
}
