import type { LogDetail } from '../../api/contract';

type Called = Pick<LogDetail, 'method' | 'route'>;

export function isRead({ method, route }: Called): boolean {
  return method === 'GET' || route.endsWith('/.search');
}

/** Whether the server runs a request like this again: only what is done to people and groups, one by one or in a list. */
export function isRepeatable({ route }: Called): boolean {
  return /\/(Users|Groups)(\/:id)?$/.test(route);
}
