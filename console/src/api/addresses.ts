/** Where the console stands: `/console/`, or below the path of the public URL. */
const base = new URL(document.baseURI);

/** The router's root. */
export const CONSOLE_PATH = base.pathname.replace(/\/$/, '');

/** @returns The address of a call, such as `/api/v1/console/tokens`. */
export function apiUrl(path: string): string {
  return new URL(`../api/v1/console${path}`, base).pathname + new URL(`http://x${path}`).search;
}

/** @returns The query of a call, without what is not set; `''` or `?a=b`. */
export function query(params: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const set = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? '' : `?${search}`;
}

/** @returns The address of a place that the server names (`/console/help/entra#x`), below the path of the public URL. */
export function placeUrl(path: string): string {
  return CONSOLE_PATH + toRoute(path);
}

/** A path of the console as the server names it (`/console/tokens?x=1`), as the router knows it (`/tokens?x=1`). */
export function toRoute(path: string): string {
  const route = path.replace(/^.*?\/console(?=\/|\?|$)/, '');
  return route.startsWith('/') ? route : `/${route}`;
}
