/** Where SCIM is, below the public URL. */
export const SCIM_PATH = 'api/v1/scim';

/** Whether a URL is below the SCIM path, known route or not. */
export function isScimUrl(url: string): boolean {
  return /^\/api\/v1\/scim(?=[/?]|$)/i.test(url);
}

/** The base of all SCIM URLs. The host comes from the settings, never from a request: that could be forged. */
export function scimBaseUrl({ publicUrl }: { readonly publicUrl: string }): string {
  return `${publicUrl}/${SCIM_PATH}`;
}
