import type { NewOAuthClient } from '../../harness/oauth-client.js';

/** A call of the operator API: its route, its path, the status that is due, and its body. */
type Call = readonly [operation: string, path: string, status: number, body?: object];

const FEDERATION = { issuer: 'https://issuer.test', subject: 'me', audience: 'you' };
const NOWHERE = '01a20a93-30be-7600-8c6f-7feb53359e09';

/**
 * One call at least of each route about OAuth clients, in an order that works.
 *
 * @param client - A client of this tenant, which is revoked at the end.
 * @param federationId - One of its federations.
 */
export function documentedOAuthCalls(
  slug: string,
  { clientId, secretId }: NewOAuthClient,
  federationId: string,
): readonly Call[] {
  const list = 'tenants/{tenant}/oauth-clients';
  const [path, own] = [`/tenants/${slug}/oauth-clients`, `/tenants/${slug}/oauth-clients/${clientId}`];
  return [
    [`post /${list}`, path, 201, { name: 'Entra ID' }],
    [`post /${list}`, path, 400, {}],
    [`get /${list}`, path, 200],
    [`get /${list}/{client}`, own, 200],
    [`get /${list}/{client}`, `${path}/${NOWHERE}`, 404],
    [`post /${list}/{client}/secrets`, `${own}/secrets`, 201, {}],
    [`delete /${list}/{client}/secrets/{id}`, `${own}/secrets/${secretId}`, 204],
    [`post /${list}/{client}/federations`, `${own}/federations`, 201, FEDERATION],
    [`post /${list}/{client}/federations`, `${own}/federations`, 409, FEDERATION],
    [`delete /${list}/{client}/federations/{id}`, `${own}/federations/${federationId}`, 204],
    [`delete /${list}/{client}`, own, 204],
    [`post /${list}/{client}/secrets`, `${own}/secrets`, 409, {}],
  ];
}
