import type { HttpAnswer, HttpMethod } from './http-connection.js';
import { parseJsonObject } from './parse-json-object.js';

/** The server refused one request, or answered it with something that is not SCIM. The cycle goes on. */
export class ScimFailure extends Error {
  constructor(
    readonly method: HttpMethod,
    readonly status: number,
    problem: string,
    /** Entra's own word for it, where it has one. */
    readonly code?: string,
  ) {
    super(problem);
    this.name = new.target.name;
  }

  /** Takes the words from the error envelope of RFC 7644 section 3.12, or says that there is none. */
  static from(method: HttpMethod, answer: HttpAnswer): ScimFailure {
    return new ScimFailure(method, answer.status, describeAnswer(answer));
  }
}

/** The token is refused: nothing that follows can succeed, so the whole job stops. */
export class CredentialsRefusedError extends Error {
  constructor(answer: HttpAnswer) {
    super(describeAnswer(answer));
    this.name = new.target.name;
  }
}

/** One line such as `HTTP 409 (uniqueness): Another resource already has this userName.`. */
export function describeAnswer({ status, body }: HttpAnswer): string {
  const { detail, scimType } = parseJsonObject(body) ?? {};
  const kind = typeof scimType === 'string' ? ` (${scimType})` : '';
  const words = typeof detail === 'string' ? detail : 'the answer holds no SCIM error with a detail';
  return `HTTP ${status}${kind}: ${words}`;
}
