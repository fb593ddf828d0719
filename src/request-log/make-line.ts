import { isJsonObject, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { SCIM_PATH } from '../../config/index.js';
import { cutBody } from './cut-body.js';
import { nameOfChanged } from './describe-change.js';
import { describeMeaning } from './describe-meaning.js';
import type { Exchange, ExchangeOwner } from './exchange.js';
import { makeLineId } from './line-id.js';
import { hiddenNamesOf, maskBody, maskJson, maskText, maskUrl } from './mask-secrets.js';
import type { HiddenNames } from './mask-secrets.js';
import { nameOf } from './name-of.js';
import type { Answer } from './name-of.js';

export type Outcome = 'success' | 'refused' | 'failed';

/** A row of `request_log` behind the tenant. */
export interface NewLine {
  readonly id: string;
  readonly at: string;
  readonly request_id: string;
  readonly method: string;
  readonly route: string;
  readonly url: string;
  readonly resource_type: string | undefined;
  readonly resource_id: string | undefined;
  readonly status: number;
  readonly scim_type: string | undefined;
  readonly outcome: Outcome;
  readonly refusal: string | undefined;
  readonly milliseconds: number;
  readonly meaning: string;
  readonly person_name: string | undefined;
  readonly person_active: boolean | undefined;
  readonly token_id: string;
  readonly change_kind: string | undefined;
  readonly change_version: number | undefined;
  /** Names, as PostgreSQL writes an array. */
  readonly deviations: string;
  /** JSON. */
  readonly request_headers: string;
  readonly request_body: string | undefined;
  readonly response_body: string | undefined;
}

/** Headers that are kept; everything else may be a secret. */
const KEPT_HEADERS = [
  'accept',
  'content-length',
  'content-type',
  'if-match',
  'if-none-match',
  'user-agent',
  'x-ms-client-request-id',
  'x-request-id',
] as const;

/** The status of an answer that nobody took, as proxies write it. */
const CUT_OFF = 499;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the first words of an answer to a read tell; to parse it would cost more than everything else about its line. */
const HEAD = 1_024;
const TOTAL = /"totalResults":(\d+)/;
const PER_PAGE = /"itemsPerPage":(\d+)/;
const FIRST_ID = /"id":"([^"]+)"/;

const NO_RESOURCE = { id: undefined, name: undefined };

/**
 * Makes the line of an exchange that is over. What a read found is not kept: it is the directory itself, and can be read
 * again.
 */
export function makeLine(owner: ExchangeOwner, exchange: Exchange): NewLine {
  const { status, isCutOff, written, requestBody, url, route, method } = exchange;
  const hidden = hiddenNamesOf(exchange.userType ?? USER_RESOURCE_TYPE);
  const endpoint = route.startsWith(`/${SCIM_PATH}`) ? route.slice(SCIM_PATH.length + 1) : route;
  const change = endpoint === '/Bulk' || status >= 400 ? undefined : written[0];
  const isRead = method === 'GET' || method === 'HEAD' || endpoint.endsWith('/.search');
  const hasFound = isRead && status < 400;
  const answer = textOf(exchange.answer, hasFound ? HEAD : Infinity);
  const read = change === undefined && status < 400 ? readAnswer(answer, isRead) : undefined;
  const [, type = ''] = endpoint.split('/');
  const resource = findResource(exchange, type, read);
  const isKept = answer !== '' && !hasFound;
  return {
    id: makeLineId(),
    at: exchange.at.toISOString(),
    request_id: exchange.requestId,
    method,
    route,
    url: cutBody(maskUrl(url, hidden)),
    resource_type: typeOf(type, change?.resourceType),
    resource_id: change?.resourceId ?? resource.id,
    status: isCutOff ? CUT_OFF : status,
    scim_type: exchange.scimType,
    outcome: isCutOff ? 'failed' : outcomeOf(status),
    refusal: exchange.refusal,
    milliseconds: exchange.milliseconds,
    meaning: cutBody(describeMeaning(exchange, endpoint, read, hidden)),
    person_name: change === undefined ? resource.name : nameOfChanged(change),
    person_active: typeof change?.resource?.active === 'boolean' ? change.resource.active : undefined,
    token_id: owner.tokenId,
    change_kind: change?.kind,
    change_version: change?.version,
    deviations: `{${exchange.deviations.join(',')}}`,
    request_headers: headersOf(exchange, hidden),
    request_body: requestBody === undefined ? undefined : cutBody(maskBody(requestBody, hidden)),
    response_body: isKept ? cutBody(maskJson(answer, hidden)) : undefined,
  };
}

export function outcomeOf(status: number): Outcome {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'success';
}

function typeOf(type: string, changed: string | undefined): string | undefined {
  if (changed !== undefined) return changed;
  if (type === 'Users') return 'User';
  return type === 'Groups' ? 'Group' : undefined;
}

/** Which resource a request is about that changed nothing: of its path, or the only one that it found. */
function findResource(
  { url, route }: Exchange,
  type: string,
  answer: Answer | undefined,
): { readonly id: string | undefined; readonly name: string | undefined } {
  if (type !== 'Users' && type !== 'Groups') return NO_RESOURCE;
  const asked = route.endsWith('/:id') ? (url.split('?')[0] ?? '').split('/').at(-1) : undefined;
  const id = asked ?? answer?.id;
  if (typeof id !== 'string' || !UUID.test(id)) return NO_RESOURCE;
  const name = nameOf(answer);
  return { id, name: name === id ? undefined : name };
}

/** @returns Of a read only its numbers, and the id when it found one. */
function readAnswer(answer: string, isRead: boolean): Answer | undefined {
  if (answer === '') return undefined;
  if (!isRead) {
    const body: unknown = JSON.parse(answer);
    return isJsonObject(body) ? body : undefined;
  }
  const total = TOTAL.exec(answer)?.[1];
  const perPage = PER_PAGE.exec(answer)?.[1];
  return {
    totalResults: total === undefined ? undefined : Number(total),
    itemsPerPage: perPage === undefined ? undefined : Number(perPage),
    id: total === undefined || total === '1' ? FIRST_ID.exec(answer)?.[1] : undefined,
  };
}

function textOf(answer: Exchange['answer'], length: number): string {
  if (answer === undefined) return '';
  return typeof answer === 'string' ? answer.slice(0, length) : answer.toString('utf8', 0, length);
}

function headersOf({ headers }: Exchange, hidden: HiddenNames): string {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers[name];
    if (value !== undefined) kept[name] = maskText(String(value).slice(0, 512), hidden);
  }
  return JSON.stringify(kept);
}
