import { decodeJwt } from 'jose';
import { validate as isUuid } from 'uuid';
import type { Form } from './form.js';
import { InvalidOAuthClientError, InvalidOAuthRequestError } from './oauth-errors.js';
import { JWT_BEARER } from './oauth-paths.js';

/** What a client shows to prove who it is. */
export type ClientCredentials =
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'assertion'; readonly clientId: string; readonly assertion: string };

/**
 * Reads the credentials of a client: `client_secret_basic` or `client_secret_post` (RFC 6749 section 2.3.1), or an
 * assertion (RFC 7523 section 2.2). Exactly one of them (RFC 6749 section 2.3).
 *
 * @throws {@link InvalidOAuthRequestError} when they contradict each other.
 * @throws {@link InvalidOAuthClientError} when there are none.
 */
export function readCredentials(authorization: string | undefined, form: Form): ClientCredentials {
  const { client_id: named, client_secret: secret } = form;
  const assertion = readAssertion(form);
  const methods = [authorization, secret, assertion].filter((method) => method !== undefined);
  if (methods.length > 1) {
    throw new InvalidOAuthRequestError(
      'Prove the client in one way: the header "Authorization", or client_secret, or client_assertion.',
    );
  }
  if (authorization !== undefined) return readBasic(authorization, named);
  if (assertion !== undefined) {
    return { kind: 'assertion', clientId: named ?? subjectOf(assertion), assertion };
  }
  if (secret === undefined) {
    throw new InvalidOAuthClientError(
      'No client secret was sent. Send client_id and client_secret in the body, or as HTTP Basic authentication.',
    );
  }
  if (named === undefined) {
    throw new InvalidOAuthRequestError(
      'The parameter client_id is missing. It belongs to the client secret.',
    );
  }
  return { kind: 'secret', clientId: named, secret };
}

function readAssertion({
  client_assertion: assertion,
  client_assertion_type: type,
}: Form): string | undefined {
  if (assertion === undefined && type === undefined) return undefined;
  if (assertion === undefined || type !== JWT_BEARER) {
    throw new InvalidOAuthRequestError(
      `Send both client_assertion and client_assertion_type, the latter as ${JWT_BEARER}.`,
    );
  }
  return assertion;
}

/** Both parts are encoded as in a form before they are put together (RFC 6749 section 2.3.1). */
function readBasic(authorization: string, named: string | undefined): ClientCredentials {
  const encoded = /^Basic +([A-Za-z0-9+/_-]+=*) *$/i.exec(authorization)?.[1];
  const [, id, secret] = /^([^:]+):(.+)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (id === undefined || secret === undefined) {
    throw new InvalidOAuthClientError(
      'The header "Authorization" has to be "Basic", one blank, and the Base64 of client_id:client_secret.',
    );
  }
  const clientId = decodeFormPart(id);
  if (named !== undefined && named !== clientId) {
    throw new InvalidOAuthRequestError(
      'The client_id of the body is not that of the header "Authorization".',
    );
  }
  return { kind: 'secret', clientId, secret: decodeFormPart(secret) };
}

function decodeFormPart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Without client_id, the subject has to be the client itself, as RFC 7523 section 3 has it. */
function subjectOf(assertion: string): string {
  let subject: string | undefined;
  try {
    subject = decodeJwt(assertion).sub;
  } catch {
    // It is no JWT, and so names nobody.
  }
  if (subject === undefined || !isUuid(subject)) {
    throw new InvalidOAuthRequestError(
      'The parameter client_id is missing, and the assertion does not name the client.',
    );
  }
  return subject;
}
