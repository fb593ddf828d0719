import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from a page of our own. Browsers say so in a header that pages cannot write; older ones, and
 * all over plain http, only name the page's origin.
 */
export function isFromOwnPage(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? headers.origin === new URL(publicUrl).origin : site === 'same-origin';
}

/** Whether a browser fetches a page before anybody has asked for it. */
export function isPrefetch(headers: IncomingHttpHeaders): boolean {
  return ['sec-purpose', 'purpose'].some((name) => /\bprefetch\b/i.test(String(headers[name] ?? '')));
}
