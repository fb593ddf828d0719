import request from 'supertest';
import type { Test } from 'supertest';
import { OperatorClient } from './operator-client.js';
import { OPERATOR_KEY } from './running-app.js';
import type { RunningApp } from './running-app.js';

export interface NewOAuthClient {
  readonly clientId: string;
  readonly secretId: string;
  readonly secret: string;
}

/** A client of a tenant with one secret, as the operator makes it. */
export async function newOAuthClient(
  app: RunningApp,
  slug: string,
  scopes?: readonly string[],
): Promise<NewOAuthClient> {
  const operator = new OperatorClient(app.url, OPERATOR_KEY);
  const path = `/tenants/${slug}/oauth-clients`;
  const made = await operator.send('post', path, { name: 'Entra ID', ...(scopes && { scopes }) }).expect(201);
  const { id: clientId } = made.body as { readonly id: string };
  const added = await operator.send('post', `${path}/${clientId}/secrets`, {}).expect(201);
  const { id: secretId, secret } = added.body as { readonly id: string; readonly secret: string };
  return { clientId, secretId, secret };
}

/** Asks for an access token, with the parameters in the form. */
export function askForToken(app: RunningApp, form: Readonly<Record<string, string>>): Test {
  return request(app.url).post('/oauth2/token').type('form').send(form);
}

/** The form of `client_secret_post`. */
export function formOf({ clientId, secret }: NewOAuthClient): Readonly<Record<string, string>> {
  return { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
}

/** An access token that works. */
export async function accessTokenOf(app: RunningApp, client: NewOAuthClient): Promise<string> {
  const answer = await askForToken(app, formOf(client)).expect(200);
  return (answer.body as { readonly access_token: string }).access_token;
}
