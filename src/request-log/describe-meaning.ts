import { isJsonObject } from '@flosum/scim-schema';
import type { Exchange } from './exchange.js';
import { describeChange, NAME_OF_RESOURCE, personal } from './describe-change.js';
import { nameOf } from './name-of.js';
import type { Answer } from './name-of.js';
import { maskText } from './mask-secrets.js';
import type { HiddenNames } from './mask-secrets.js';

type Told = Pick<
  Exchange,
  'method' | 'route' | 'url' | 'requestBody' | 'status' | 'written' | 'detail' | 'isCutOff'
>;

/** A filter that looks for one value, as identity providers do before they create. */
const LOOK_UP = /^\s*([\w.:$-]+)\s+eq\s+"((?:[^"\\]|\\.)*)"\s*$/i;

/**
 * A request in one sentence, for the tenant's admin. Personal values stand between marks (see {@link personal}).
 *
 * @param endpoint - The path behind the Tenant URL, as a pattern: `/Users/:id`.
 * @param answer - The body of the answer, if it has one. Of a read, its numbers will do.
 */
export function describeMeaning(
  exchange: Told,
  endpoint: string,
  answer: Answer | undefined,
  hidden: HiddenNames,
): string {
  const { method, status, detail, isCutOff, written } = exchange;
  if (isCutOff) return 'The client went away before it had its answer.';
  if (status >= 500) return `Failed: ${maskText(detail ?? 'the service could not do it.', hidden)}`;
  if (status >= 400) return `Refused: ${maskText(detail ?? `status ${status}.`, hidden)}`;
  if (endpoint === '/Bulk') return describeBulk(answer);
  const [first] = written;
  if (first !== undefined) return describeChange(first);
  const [, type = '', id] = endpoint.split('/');
  const isSearch = id === '.search' || type === '.search';
  if (isSearch || (id === undefined && ['GET', 'HEAD'].includes(method) && isListed(type))) {
    return describeList(exchange, isSearch ? 'body' : 'url', type, answer, hidden);
  }
  if (!isListed(type)) return `Read ${type === '' ? 'the root' : type}.`;
  if (method === 'GET' || method === 'HEAD') {
    return `Read ${NAME_OF_RESOURCE}${status === 304 ? ': unchanged' : ''}`;
  }
  const name = personal(nameOf(answer) ?? lastPart(exchange.url));
  if (method === 'POST') return `Created nothing: ${name} was there already`;
  return `Changed nothing of ${name}`;
}

function isListed(type: string): boolean {
  return ['', 'Users', 'Groups'].includes(type);
}

function nounOf(type: string): string {
  if (type === 'Users') return 'people';
  return type === 'Groups' ? 'groups' : 'people and groups';
}

function describeBulk(answer: Answer | undefined): string {
  const operations = Array.isArray(answer?.Operations) ? (answer.Operations as readonly unknown[]) : [];
  const refused = operations.filter(
    (operation) => isJsonObject(operation) && Number(operation.status) >= 400,
  ).length;
  return `Did ${operations.length - refused} operations in one request${refused > 0 ? `, refused ${refused}` : ''}`;
}

function describeList(
  { url, requestBody }: Told,
  where: 'url' | 'body',
  type: string,
  answer: Answer | undefined,
  hidden: HiddenNames,
): string {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  const body = isJsonObject(requestBody) ? requestBody : {};
  const read = (name: string): string | undefined =>
    where === 'url' ? (query.get(name) ?? undefined) : textOf(body[name]);
  const filter = read('filter');
  const noun = nounOf(type);
  const found = Number(answer?.totalResults ?? 0);
  if (filter !== undefined && filter !== '') {
    const masked = maskText(filter, hidden);
    const [, attribute, value] = LOOK_UP.exec(masked) ?? [];
    const result = resultOf(found, type);
    if (attribute !== undefined) {
      return `Looked up ${attribute.split(':').at(-1) ?? attribute} ${personal(value ?? '')}: ${result}`;
    }
    return `Searched ${noun} by ${personal(masked)}: ${result}`;
  }
  if (query.has('cursor') || 'cursor' in body) return `Listed ${noun}, by cursor`;
  const count = Number(read('count') ?? answer?.itemsPerPage ?? 0);
  const start = Number(read('startIndex') ?? 1);
  const page = count > 0 && start > 1 ? Math.floor((start - 1) / count) + 1 : 1;
  return `Listed ${noun}, page ${page}`;
}

function resultOf(found: number, type: string): string {
  if (found === 0) return 'none';
  return found === 1 && type !== '' && type !== '.search' ? NAME_OF_RESOURCE : `${found} found`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function lastPart(url: string): string {
  return (url.split('?')[0] ?? '').split('/').at(-1) ?? '';
}
