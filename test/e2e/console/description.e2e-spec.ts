import { describeConsoleApi } from '../../../src/api-docs.js';
import { ApiDescription } from '../../harness/api-description.js';
import { ConsoleClient } from '../../harness/console-client.js';
import { RunningApp } from '../../harness/running-app.js';

const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

type Call = readonly [operation: string, path: string, status: number, body?: object];

describe('the description of the API of the console', () => {
  let app: RunningApp;
  let description: ApiDescription;

  beforeAll(async () => {
    app = await RunningApp.start();
    description = new ApiDescription(describeConsoleApi(app.app.nest));
  });
  afterAll(() => app.stop());

  it('says of every route what it does, what opens it, and how it fails', () => {
    for (const [operation, { summary, tags, security, responses }] of description.operations) {
      expect([operation, summary, tags, security]).toEqual([
        operation,
        expect.stringMatching(/^[A-Z].*\.$/),
        [expect.any(String)],
        [{ session: [] }],
      ]);
      for (const status of ['401', '403']) {
        expect(responses[status]?.content).toHaveProperty(['application/problem+json']);
      }
    }
  });

  it('says the truth about answers', async () => {
    const { client: scim } = await app.newTenant('acme', { groupProvisioning: true });
    const client = await ConsoleClient.enter(app, 'acme');
    const user = await scim.aUser({ userName: 'jane@acme.test', emails: [{ value: 'jane@acme.test' }] });
    const group = await scim.aGroup('Staff', user);
    const { body: oauth } = await client.send('post', '/oauth-clients', { name: 'E' });
    const { body: token } = await client.send('post', '/tokens', { name: 'T', expiresInDays: 3 });
    const { body: secret } = await client.send('post', `/oauth-clients/${oauth.id}/secrets`, {});
    const identity = { issuer: 'https://issuer.test', subject: 's', audience: 'a' };
    const { body: federation } = await client.send(
      'post',
      `/oauth-clients/${oauth.id}/federations`,
      identity,
    );
    const { body: other } = await client.send('post', '/oauth-clients', { name: 'F' });
    const extension = { name: 'Acme', attributes: [{ name: 'badge', type: 'string' }] };
    await app.writeLog();
    const { body: log } = await client.get('/requests?text=created%20jane').expect(200);
    const [creation] = (log as { items: readonly { id: string }[] }).items.map(({ id }) => id);
    const calls: readonly Call[] = [
      ['get /session', '/session', 200],
      ['get /sessions', '/sessions', 200],
      ['delete /sessions/{id}', `/sessions/${user.id}`, 404],
      ['get /overview', '/overview', 200],
      ['get /tokens', '/tokens', 200],
      ['post /tokens', '/tokens', 201, { name: 'U', never: true }],
      ['post /tokens', '/tokens', 400, { name: 'U' }],
      ['post /tokens/{id}/rotation', `/tokens/${token.id}/rotation`, 201, { overlapMinutes: 5 }],
      ['post /tokens/{id}/rotation', `/tokens/${token.id}/rotation`, 409, { overlapMinutes: 5 }],
      ['get /tokens', '/tokens', 200],
      ['delete /tokens/{id}', `/tokens/${token.id}`, 204],
      ['get /oauth-clients', '/oauth-clients', 200],
      ['post /oauth-clients', '/oauth-clients', 201, { name: 'G' }],
      ['post /oauth-clients/{client}/secrets', `/oauth-clients/${other.id}/secrets`, 201, {}],
      ['post /oauth-clients/{client}/federations', `/oauth-clients/${other.id}/federations`, 201, identity],
      ['delete /oauth-clients/{client}/secrets/{id}', `/oauth-clients/${oauth.id}/secrets/${secret.id}`, 204],
      [
        'delete /oauth-clients/{client}/federations/{id}',
        `/oauth-clients/${oauth.id}/federations/${federation.id}`,
        204,
      ],
      ['delete /oauth-clients/{client}', `/oauth-clients/${oauth.id}`, 204],
      ['get /connect', '/connect', 200],
      ['post /connect/saml-check', '/connect/saml-check', 200, { claims: 'email: jane@acme.test' }],
      ['post /connect/saml-check', '/connect/saml-check', 200, { claims: 'email: nobody' }],
      ['get /overview/chart', '/overview/chart?range=30d', 200],
      ['get /requests', '/requests?limit=1', 200],
      ['get /requests/{id}', `/requests/${creation}`, 200],
      ['post /requests/{id}/replay', `/requests/${creation}/replay`, 200, { dryRun: true }],
      ['get /people', '/people?limit=1', 200],
      ['get /people', '/people?filter=x', 400],
      ['get /people/{id}', `/people/${user.id}`, 200],
      ['get /people/{id}/history', `/people/${user.id}/history`, 200],
      ['get /groups', '/groups', 200],
      ['get /groups/{id}', `/groups/${group.id}`, 200],
      ['get /groups/{id}/members', `/groups/${group.id}/members`, 200],
      ['get /settings', '/settings', 200],
      ['patch /settings', '/settings', 200, { rateLimit: { perSecond: 5, burst: 10 } }],
      ['put /extensions/{urn}', `/extensions/${URN}`, 201, extension],
      ['get /extensions', '/extensions', 200],
      ['get /extensions/{urn}', `/extensions/${URN}`, 200],
      ['delete /extensions/{urn}', `/extensions/${URN}`, 204],
      ['get /audit', '/audit?limit=100', 200],
      ['get /danger', '/danger', 200],
      ['post /danger/provisioning-off', '/danger/provisioning-off', 200, { people: 'deactivate' }],
      ['post /danger/provisioning-on', '/danger/provisioning-on', 200],
      ['post /danger/delete', '/danger/delete', 400, { name: 'other' }],
      ['post /danger/delete', '/danger/delete', 202, { name: 'acme' }],
    ];

    const leaving = await ConsoleClient.enter(app, 'acme');
    const left = await leaving.send('delete', '/session');
    const differences = [...description.findDifferences('delete /api/v1/console/session', left)];
    for (const [operation, path, status, body] of calls) {
      const [verb, route] = operation.split(' ') as ['get', string];
      const answer = await client.send(verb, path, body);
      expect([operation, path, answer.status]).toEqual([operation, path, status]);
      differences.push(...description.findDifferences(`${verb} /api/v1/console${route}`, answer));
    }
    expect(differences).toEqual([]);
    const called = new Set(calls.map(([operation]) => operation.replace(' ', ' /api/v1/console')));
    // One ends the session, and files are compared by their own tests.
    const missing = [...description.operations.keys()].filter((operation) => !called.has(operation));
    expect(missing.sort()).toEqual([
      'delete /api/v1/console/session',
      'get /api/v1/console/people/export',
      'get /api/v1/console/requests/export',
    ]);
  });
});
