import type { HttpAnswer, HttpMethod } from './http-connection.js';
import { isJsonObject, parseJsonObject, type JsonObject } from './parse-json-object.js';
import type { ScimExchange } from './scim-exchange.js';
import { CredentialsRefusedError, ScimFailure } from './scim-failure.js';
import { writeFilter } from './write-filter.js';

/** A user as the server shows it. */
export type ScimUser = JsonObject & { readonly id: string };

/**
 * The requests that Entra ID makes about users, and no others.
 *
 * Every method throws {@link ScimFailure} when the server refuses, and
 * {@link CredentialsRefusedError} when it refuses the token.
 */
export class ScimClient {
  constructor(private readonly exchange: ScimExchange) {}

  async findUsers(attribute: string, value: string): Promise<ScimUser[]> {
    const answer = await this.request('GET', `/Users?${writeFilter(attribute, value)}`, [200]);
    const resources = parseJsonObject(answer.body)?.Resources ?? [];
    if (!Array.isArray(resources) || !resources.every(isUser)) {
      throw new ScimFailure('GET', answer.status, 'The answer to the look-up is no SCIM ListResponse.');
    }
    return resources;
  }

  /** @returns `undefined` when the server no longer knows the id. */
  async getUser(id: string): Promise<ScimUser | undefined> {
    const answer = await this.request('GET', pathOf(id), [200, 404]);
    return answer.status === 404 ? undefined : readUser('GET', answer);
  }

  async createUser(body: JsonObject): Promise<ScimUser> {
    return readUser('POST', await this.request('POST', '/Users', [200, 201], body));
  }

  async patchUser(id: string, body: JsonObject): Promise<void> {
    await this.request('PATCH', pathOf(id), [200, 204], body);
  }

  /** A user that is gone already counts as deleted: an earlier answer may have been lost. */
  async deleteUser(id: string): Promise<void> {
    await this.request('DELETE', pathOf(id), [200, 204, 404]);
  }

  private async request(
    method: HttpMethod,
    path: string,
    expected: readonly number[],
    body?: JsonObject,
  ): Promise<HttpAnswer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await this.exchange.send(method, path, text);
    if (answer.status === 401) throw new CredentialsRefusedError(answer);
    if (!expected.includes(answer.status)) throw ScimFailure.from(method, answer);
    return answer;
  }
}

function pathOf(id: string): string {
  return `/Users/${encodeURIComponent(id)}`;
}

function readUser(method: HttpMethod, answer: HttpAnswer): ScimUser {
  const user = parseJsonObject(answer.body);
  if (!isUser(user)) {
    throw new ScimFailure(
      method,
      answer.status,
      `HTTP ${answer.status}, but the body is no user with an id.`,
    );
  }
  return user;
}

function isUser(value: unknown): value is ScimUser {
  return isJsonObject(value) && typeof value.id === 'string' && value.id !== '';
}
