/** Where SCIM is, below the public URL. */
export const SCIM_PATH = 'api/v1/scim';

/** Whether a URL is below the SCIM path, known route or not. */
export function isScimUrl(url: string): boolean {
  return /^\/api\/v1\/scim(?=[/?]|$)/i.test(url);
}
