/** What a token may do. The last four are for interfaces that read and follow the directory. */
export const SCOPES = [
  'scim:read',
  'scim:write',
  'directory:read',
  'directory:sign-in',
  'changes:read',
  'webhooks:manage',
] as const;

export type Scope = (typeof SCOPES)[number];

/** What Entra ID needs. */
export const DEFAULT_SCOPES: readonly Scope[] = ['scim:read', 'scim:write'];
