const AUDIT_EVENTS = `
    select id, at, tenant_id as "tenantId", actor_type as "actorType", actor_name as "actorName", address,
      request_id as "requestId", action, target_type as "targetType", target_id as "targetId",
      target_name as "targetName", before, after
    from audit_events where id < $1`;

/**
 * All statements that run outside of a tenant's scope: what has to be found before the tenant is known, and what is
 * about all tenants. Every other statement of the service sees the rows of one tenant only.
 *
 * They run as a role of their own, which may do no more with the tables than this list needs.
 */
export const OPERATOR_QUERIES = {
  /** The tenant that an API token belongs to, by the digest of the token. */
  findApiToken: `
    select tokens.tenant_id as "tenantId", tenants.status as "tenantStatus", tenants.settings,
      tenants.schema_version as "schemaVersion",
      tokens.id as "tokenId", tokens.digest, tokens.scopes,
      tokens.expires_at as "expiresAt", tokens.revoked_at as "revokedAt"
    from api_tokens as tokens join tenants on tenants.id = tokens.tenant_id
    where tokens.digest = $1`,

  /** The API tokens whose part that may be shown is one of these. Reads all tokens: for a few wrong ones at a time. */
  findApiTokensByPublicId: `
    select tenant_id as "tenantId", id as "tokenId", split_part(display, '_', 3) as "publicId" from api_tokens
    where split_part(display, '_', 3) = any($1::text[])`,

  /** Writes down the last use of the tokens of many tenants at once. Another instance may know of a later one. */
  noteTokenUse: `
    update api_tokens
    set last_used_at = used.at, last_used_address = used.address, last_used_agent = used.agent
    from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[])
      as used(tenant_id, id, at, address, agent)
    where api_tokens.tenant_id = used.tenant_id and api_tokens.id = used.id
      and (api_tokens.last_used_at is null or api_tokens.last_used_at < used.at)`,

  findTenantById: `
    select id, slug, name, status, settings, created_at as "createdAt" from tenants where id = $1`,

  findTenantBySlug: `
    select id, slug, name, status, settings, created_at as "createdAt" from tenants where slug = $1`,

  /** A page of tenants, oldest first. */
  listTenants: `
    select id, slug, name, status, settings, created_at as "createdAt" from tenants
    where $1::uuid is null or id > $1::uuid order by id limit $2`,

  /** A page of the records of deletions, the latest first. The cursor is the last id of the page before. */
  listDeletedTenants: `
    select id, slug, deleted_at as "deletedAt", actor_type as "actorType", actor_name as "actorName", address,
      request_id as "requestId", rows
    from deleted_tenants
    where $1::uuid is null
      or (deleted_at, id) < (select cursor.deleted_at, cursor.id from deleted_tenants as cursor where cursor.id = $1)
    order by deleted_at desc, id desc limit $2`,

  /** A page of administrative acts on all tenants, newest first; a statement for each index that finds it. */
  listAuditEvents: `${AUDIT_EVENTS} order by id desc limit $2`,
  listAuditEventsByAction: `${AUDIT_EVENTS} and action = $3 order by id desc limit $2`,
  listAuditEventsByActor: `${AUDIT_EVENTS} and actor_name = $3 order by id desc limit $2`,
  listAuditEventsByActorAndAction: `${AUDIT_EVENTS} and actor_name = $3 and action = $4 order by id desc limit $2`,
  /** The tenant that an OAuth client belongs to, by its `client_id`. */
  findOAuthClient: `
    select clients.tenant_id as "tenantId", tenants.status as "tenantStatus", tenants.settings,
      tenants.schema_version as "schemaVersion",
      clients.id as "tokenId", clients.scopes, null as "expiresAt", clients.revoked_at as "revokedAt"
    from oauth_clients as clients join tenants on tenants.id = clients.tenant_id
    where clients.id = $1`,

  /** The keys of access tokens, newest first: they belong to no tenant. */
  listSigningKeys: `
    select generation, kid, sealed_key as "sealedKey", created_at as "createdAt" from signing_keys
    where $1::boolean order by generation desc`,

  /** Adds the key of a generation, unless another instance was faster, and drops the keys from before a time. */
  addSigningKey: `
    with dropped as (delete from signing_keys where created_at < $5), added as (
      insert into signing_keys (generation, kid, sealed_key, created_at) values ($1, $2, $3, $4)
      on conflict (generation) do nothing returning generation
    ) select generation from added`,

  /** The tenant that a link into the console leads to, by the digest of its secret. */
  findConsoleLink: `
    select tenant_id as "tenantId", id, digest, expires_at as "expiresAt", used_at as "usedAt"
    from console_links where digest = $1`,

  /** The tenant that a session in the console belongs to, by the digest of its secret. */
  findConsoleSession: `
    select sessions.id, sessions.digest, sessions.admin_email as "adminEmail", sessions.role,
      sessions.last_seen_at as "lastSeenAt", sessions.expires_at as "expiresAt", sessions.ended_at as "endedAt",
      tenants.id as "tenantId", tenants.slug, tenants.name, tenants.status
    from console_sessions as sessions join tenants on tenants.id = sessions.tenant_id
    where sessions.digest = $1`,

  /** How much the users of all tenants take, with their indexes: no row of them is read. */
  sizeOfUsers: `select pg_total_relation_size('users')::float8 as bytes where $1::boolean`,

  /** The migrations that have run. */
  listMigrations: 'select name from schema_migrations where $1::boolean',
} as const;

export type OperatorQueryName = keyof typeof OPERATOR_QUERIES;
