/** The path of the OAuth clients of a tenant, or of one. */
export function oauthClientPath(tenant: string, clientId?: string): string {
  const list = `/tenants/${encodeURIComponent(tenant)}/oauth-clients`;
  return clientId === undefined ? list : `${list}/${encodeURIComponent(clientId)}`;
}
