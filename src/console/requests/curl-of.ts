import type { LoggedExchange } from '../../request-log/index.js';

/** The request as a command line. The token is taken from the environment: it is never kept here. */
export function curlOf(
  { method, url, requestBody }: Pick<LoggedExchange, 'method' | 'url' | 'requestBody'>,
  publicUrl: string,
): string {
  const address = `${publicUrl.replace(/\/$/, '')}${url}`;
  const parts = ['curl', '-X', method, quote(address), '-H', '"Authorization: Bearer $TOKEN"'];
  if (requestBody !== null) {
    parts.push('-H', quote('Content-Type: application/scim+json'), '--data-raw', quote(requestBody));
  }
  return parts.join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
