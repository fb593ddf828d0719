/** Where OAuth clients get access tokens, below the public URL. */
export const TOKEN_PATH = 'oauth2/token';

/** The token URL as clients know it. The host comes from the settings, never from a request. */
export function tokenUrl({ publicUrl }: { readonly publicUrl: string }): string {
  return `${publicUrl}/${TOKEN_PATH}`;
}
