/** The columns by which a table is read page by page: its primary key behind the tenant. */
type Key = readonly [string, ...string[]];

/** One kind of thing that an export holds. */
export interface ExportKind {
  readonly kind: string;
  readonly table: string;
  readonly key: Key;
  /** Column by the name that the export gives to it. Never a secret or a digest. */
  readonly columns: Readonly<Record<string, string>>;
}

/** In the order in which they are exported: what is referred to stands first. */
export const EXPORT_KINDS: readonly ExportKind[] = [
  {
    kind: 'schema-extension',
    table: 'schema_extensions',
    key: ['urn_key'],
    columns: { definition: 'definition' },
  },
  {
    kind: 'user',
    table: 'users',
    key: ['id'],
    columns: {
      id: 'id',
      version: 'version',
      createdAt: 'created_at',
      lastModified: 'last_modified',
      resource: 'resource',
    },
  },
  {
    kind: 'group',
    table: 'groups',
    key: ['id'],
    columns: {
      id: 'id',
      version: 'version',
      createdAt: 'created_at',
      lastModified: 'last_modified',
      resource: 'resource',
    },
  },
  {
    kind: 'membership',
    table: 'group_members',
    key: ['group_id', 'member_id'],
    columns: { groupId: 'group_id', memberId: 'member_id', memberType: 'member_type' },
  },
  {
    kind: 'change',
    table: 'changes',
    key: ['resource_id', 'version'],
    columns: {
      resourceId: 'resource_id',
      version: 'version',
      resourceType: 'resource_type',
      kind: 'kind',
      resource: 'resource',
      attributes: 'attributes',
      actorType: 'actor_type',
      actorId: 'actor_id',
      requestId: 'request_id',
      at: 'at',
    },
  },
  {
    kind: 'api-token',
    table: 'api_tokens',
    key: ['id'],
    columns: {
      id: 'id',
      name: 'name',
      display: 'display',
      scopes: 'scopes',
      createdBy: 'created_by',
      createdAt: 'created_at',
      expiresAt: 'expires_at',
      lastUsedAt: 'last_used_at',
      lastUsedAddress: 'last_used_address',
      lastUsedAgent: 'last_used_agent',
      revokedAt: 'revoked_at',
      revokedBy: 'revoked_by',
      replacedBy: 'replaced_by',
    },
  },
  {
    kind: 'oauth-client',
    table: 'oauth_clients',
    key: ['id'],
    columns: {
      id: 'id',
      name: 'name',
      scopes: 'scopes',
      createdBy: 'created_by',
      createdAt: 'created_at',
      lastUsedAt: 'last_used_at',
      revokedAt: 'revoked_at',
      revokedBy: 'revoked_by',
    },
  },
  {
    kind: 'oauth-client-secret',
    table: 'oauth_client_secrets',
    key: ['id'],
    columns: {
      id: 'id',
      clientId: 'client_id',
      display: 'display',
      createdBy: 'created_by',
      createdAt: 'created_at',
      expiresAt: 'expires_at',
      lastUsedAt: 'last_used_at',
      revokedAt: 'revoked_at',
      revokedBy: 'revoked_by',
    },
  },
  {
    kind: 'oauth-federation',
    table: 'oauth_federations',
    key: ['id'],
    columns: {
      id: 'id',
      clientId: 'client_id',
      issuer: 'issuer',
      subject: 'subject',
      audience: 'audience',
      createdBy: 'created_by',
      createdAt: 'created_at',
    },
  },
  {
    kind: 'console-link',
    table: 'console_links',
    key: ['id'],
    columns: {
      id: 'id',
      adminEmail: 'admin_email',
      role: 'role',
      createdBy: 'created_by',
      createdAt: 'created_at',
      expiresAt: 'expires_at',
      usedAt: 'used_at',
    },
  },
  {
    kind: 'console-session',
    table: 'console_sessions',
    key: ['id'],
    columns: {
      id: 'id',
      adminEmail: 'admin_email',
      role: 'role',
      createdAt: 'created_at',
      lastSeenAt: 'last_seen_at',
      expiresAt: 'expires_at',
      endedAt: 'ended_at',
    },
  },
  {
    kind: 'audit-event',
    table: 'audit_events',
    key: ['id'],
    columns: {
      id: 'id',
      at: 'at',
      actorType: 'actor_type',
      actorName: 'actor_name',
      address: 'address',
      requestId: 'request_id',
      action: 'action',
      targetType: 'target_type',
      targetId: 'target_id',
      targetName: 'target_name',
      before: 'before',
      after: 'after',
    },
  },
];

/** Tables that say again what stands in the users, for an index to find it, or hold nothing but digests. */
export const DERIVED_TABLES: readonly string[] = ['user_emails', 'user_unique_values', 'oauth_assertions'];
