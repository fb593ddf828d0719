import { isJsonObject, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { JsonObject } from '@flosum/scim-schema';
import { SCIM_PATH } from '../../config/index.js';
import { cutBody } from './cut-body.js';
import { nameOfChanged } from './describe-change.js';
import { describeMeaning } from './describe-meaning.js';
import type { FinishedExchange } from './exchange.js';
import { hiddenNamesOf, maskBody, maskJson, maskText, maskUrl } from './mask-secrets.js';
import type { HiddenNames } from './mask-secrets.js';
import { nameOf } from './name-of.js';

export type Outcome = 'success' | 'refused' | 'failed';

/** A row of `request_log` behind the tenant, as JSON. */
export type NewLine = Readonly<Record<string, unknown>>;

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

/** Answers that are looked into; larger ones are pages of lists, of which the first words tell the number. */
const MAX_READ = 65_536;

/** Makes the line of an exchange that is over. */
export function makeLine(exchange: FinishedExchange): NewLine {
  const { owner, status, isCutOff, written, requestBody, answer, url } = exchange;
  const hidden = hiddenNamesOf(exchange.userType ?? USER_RESOURCE_TYPE);
  const endpoint = exchange.route.replace(`/${SCIM_PATH}`, '');
  const change = endpoint === '/Bulk' || status >= 400 ? undefined : written[0];
  const read = change === undefined && status < 400 ? readAnswer(answer) : undefined;
  const [, type = ''] = endpoint.split('/');
  const resource = findResource(exchange, type, read);
  return {
    id: exchange.id,
    at: exchange.at,
    request_id: exchange.requestId,
    method: exchange.method,
    route: exchange.route,
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
    token_id: owner?.tokenId,
    change_kind: change?.kind,
    change_version: change?.version,
    deviations: exchange.deviations,
    request_headers: headersOf(exchange, hidden),
    request_body: requestBody === undefined ? undefined : cutBody(maskBody(requestBody, hidden)),
    response_body: answer === undefined || answer === '' ? undefined : cutBody(maskJson(answer, hidden)),
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
  { url, route }: FinishedExchange,
  type: string,
  answer: JsonObject | undefined,
): { readonly id?: string; readonly name?: string } {
  if (type !== 'Users' && type !== 'Groups') return {};
  const resources = Array.isArray(answer?.Resources) ? (answer.Resources as readonly unknown[]) : [answer];
  const [only] = resources;
  const found = resources.length === 1 && isJsonObject(only) ? only : undefined;
  const asked = route.endsWith('/:id') ? (url.split('?')[0] ?? '').split('/').at(-1) : undefined;
  const id = asked ?? found?.id;
  if (typeof id !== 'string' || !UUID.test(id)) return {};
  const name = nameOf(found);
  return { id, ...(name !== undefined && name !== id && { name }) };
}

function readAnswer(answer: string | undefined): JsonObject | undefined {
  if (answer === undefined || answer === '') return undefined;
  if (answer.length > MAX_READ) {
    const total = /"totalResults":(\d+)/.exec(answer.slice(0, 512))?.[1];
    return total === undefined ? undefined : { totalResults: Number(total) };
  }
  const read: unknown = JSON.parse(answer);
  return isJsonObject(read) ? read : undefined;
}

function headersOf({ headers }: FinishedExchange, hidden: HiddenNames): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers[name];
    if (value !== undefined) kept[name] = maskText(String(value).slice(0, 512), hidden);
  }
  return kept;
}
