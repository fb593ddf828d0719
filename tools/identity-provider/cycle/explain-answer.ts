import type { HttpAnswer } from '../protocol/http-connection.js';
import { parseJsonObject, type JsonObject } from '../protocol/parse-json-object.js';
import { describeAnswer } from '../protocol/scim-failure.js';
import { faultOf, REFUSED, type ConnectionFault, type ConnectionResult } from './connection-result.js';

const LIST_RESPONSE_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const CHECK_URL =
  'Check the Tenant URL. It is the SCIM base and nothing behind it: for Flosum it must end in /api/v1/scim.';

/** Reads the answer to the look-up of a user whom nobody has: only 200 with an empty ListResponse is right. */
export function explainAnswer(answer: HttpAnswer): ConnectionResult {
  if (isHtml(answer))
    return faultOf(REFUSED, `HTTP ${answer.status} with a web page instead of SCIM.`, CHECK_URL);
  if (answer.status !== 200) return faultOf(REFUSED, describeAnswer(answer), adviceFor(answer));
  const list = parseJsonObject(answer.body);
  return list === undefined
    ? faultOf(REFUSED, 'HTTP 200, but the body is no JSON object.', CHECK_URL)
    : checkList(list);
}

function adviceFor({ status, headers }: HttpAnswer): string {
  switch (status) {
    case 401:
      return 'Check the Secret token: it is missing, mistyped, expired, revoked or of another region. Make a new one if in doubt.';
    case 403:
      return 'The token is known but may not read users, or a firewall refuses requests without a User-Agent. Check its scopes.';
    case 404:
      return CHECK_URL;
    case 406:
    case 415:
      return 'The server asks for an Accept or a Content-Type that Entra does not send on a GET. It must do without.';
    case 429:
      return 'The server throttles this tenant. Wait a little and try again.';
    default:
      if (status >= 500) return 'The server failed. Its log says why.';
      if (status >= 300 && status < 400) {
        return `The server redirects to ${headers.location ?? 'another place'}, which Entra does not follow. Use that URL.`;
      }
      return 'The server must answer a look-up that finds nobody with 200 and an empty ListResponse.';
  }
}

function checkList(list: JsonObject): ConnectionResult {
  const { schemas, totalResults, Resources } = list;
  if (!Array.isArray(schemas) || !schemas.includes(LIST_RESPONSE_URN)) {
    return faultOf(REFUSED, `HTTP 200, but the body is not of the schema ${LIST_RESPONSE_URN}.`, CHECK_URL);
  }
  if (totalResults !== 0) {
    return faultOf(
      REFUSED,
      `The server found ${JSON.stringify(totalResults)} users of a name that nobody has.`,
      'The server ignores the filter or does not compare exactly. Provisioning would link the wrong people.',
    );
  }
  // RFC 7644 section 3.4.2 lets an empty list leave it out; null is what Entra stumbles over.
  const isEmptyList = Resources === undefined || (Array.isArray(Resources) && Resources.length === 0);
  return isEmptyList ? { ok: true } : refuseResources(Resources);
}

function refuseResources(resources: unknown): ConnectionFault {
  const found = resources === null ? 'null' : Array.isArray(resources) ? 'not empty' : typeof resources;
  return faultOf(
    REFUSED,
    `The server found nobody, but "Resources" is ${found}.`,
    'The server must answer with "Resources": [].',
  );
}

function isHtml({ headers, body }: HttpAnswer): boolean {
  return /html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(body);
}
