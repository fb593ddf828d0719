import type { ConsoleRole } from '../../../src/console-access/index.js';
import { ConsoleClient } from '../../harness/console-client.js';
import { RunningApp } from '../../harness/running-app.js';

const NOWHERE = '01a20a93-30be-7600-8c6f-7feb53359e09';
const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
const EXTENSION = { name: 'Acme', attributes: [{ name: 'badge', type: 'string' }] };
const FEDERATION = { issuer: 'https://issuer.test', subject: 's', audience: 'a' };

type Front = [
  verb: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  need: 'reads' | 'tokens' | 'owner',
  /** What somebody who may use it is answered. */
  status: number,
];

const ROWS: readonly (readonly [...Front, body?: object])[] = [
  ['get', '/session', 'reads', 200],
  ['get', '/sessions', 'reads', 200],
  ['delete', `/sessions/${NOWHERE}`, 'reads', 404],
  ['get', '/overview', 'reads', 200],
  ['get', '/overview/chart', 'reads', 200],
  ['get', '/requests', 'reads', 200],
  ['get', '/requests/export', 'reads', 200],
  ['get', `/requests/${NOWHERE}`, 'reads', 404],
  ['post', `/requests/${NOWHERE}/replay`, 'tokens', 404, { dryRun: true }],
  ['get', '/tokens', 'reads', 200],
  ['post', '/tokens', 'tokens', 400, { name: 'New' }],
  ['post', `/tokens/${NOWHERE}/rotation`, 'tokens', 404, { overlapMinutes: 1 }],
  ['delete', `/tokens/${NOWHERE}`, 'tokens', 404],
  ['get', '/oauth-clients', 'reads', 200],
  ['post', '/oauth-clients', 'tokens', 400, {}],
  ['delete', `/oauth-clients/${NOWHERE}`, 'tokens', 404],
  ['post', `/oauth-clients/${NOWHERE}/secrets`, 'tokens', 404, {}],
  ['delete', `/oauth-clients/${NOWHERE}/secrets/${NOWHERE}`, 'tokens', 404],
  ['post', `/oauth-clients/${NOWHERE}/federations`, 'tokens', 404, FEDERATION],
  ['delete', `/oauth-clients/${NOWHERE}/federations/${NOWHERE}`, 'tokens', 404],
  ['get', '/people', 'reads', 200],
  ['get', '/people/export', 'reads', 200],
  ['get', `/people/${NOWHERE}`, 'reads', 404],
  ['get', `/people/${NOWHERE}/history`, 'reads', 404],
  ['get', '/groups', 'reads', 200],
  ['get', `/groups/${NOWHERE}`, 'reads', 404],
  ['get', `/groups/${NOWHERE}/members`, 'reads', 404],
  ['get', '/settings', 'reads', 200],
  ['patch', '/settings', 'owner', 200, {}],
  ['get', '/extensions', 'reads', 200],
  ['get', `/extensions/${URN}`, 'reads', 404],
  ['put', `/extensions/${URN}`, 'owner', 201, EXTENSION],
  ['delete', `/extensions/${URN}`, 'owner', 204],
  ['get', '/audit', 'reads', 200],
  ['get', '/danger', 'reads', 200],
  ['post', '/danger/provisioning-off', 'owner', 400, {}],
  ['post', '/danger/provisioning-on', 'owner', 200],
  ['post', '/danger/delete', 'owner', 400, { name: 'other' }],
  ['get', '/connect', 'reads', 200],
  ['post', '/connect/saml-check', 'tokens', 200, { claims: 'email: jo@acme.test' }],
  ['delete', '/session', 'reads', 204],
];

/** Jest hands a callback to a test for which a row has one value too few. */
const ROUTES = ROWS.map(([verb, path, need, status, body]) => [verb, path, need, status, body] as const);

const MAY: Readonly<Record<ConsoleRole, readonly string[]>> = {
  owner: ['reads', 'tokens', 'owner'],
  'token-manager': ['reads', 'tokens'],
  auditor: ['reads'],
};

/** What of Express's router tells which routes there are. */
interface Router {
  readonly router: {
    readonly stack: readonly {
      readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
    }[];
  };
}

describe('/api/v1/console', () => {
  let app: RunningApp;
  const clients = {} as Record<ConsoleRole, ConsoleClient>;

  beforeAll(async () => {
    app = await RunningApp.start();
    await app.newTenant('acme');
    for (const role of Object.keys(MAY) as ConsoleRole[]) {
      clients[role] = await ConsoleClient.enter(app, 'acme', { role, adminEmail: `${role}@acme.test` });
    }
  });
  afterAll(() => app.stop());

  describe.each(Object.keys(MAY) as ConsoleRole[])('as %s', (role) => {
    it.each(ROUTES)('%s %s needs %s', async (verb, path, need, status, body) => {
      const answer = await clients[role].send(verb, path, body);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.status).toBe(MAY[role].includes(need) ? status : 403);
      if (answer.status === 403) expect(answer.body.detail).toContain('Your role does not allow this');
    });
  });

  it.each(ROUTES)('%s %s is closed without a session', async (verb, path, _need, _status, body) => {
    const gone = clients.auditor;
    const answer = await gone.send(verb, path, body).expect(401);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers['www-authenticate']).toBe('Cookie realm="console"');
  });

  it('has a row here for every route', () => {
    const { router } = app.app.nest.getHttpAdapter().getInstance() as unknown as Router;
    const routes = router.stack
      .flatMap(({ route }) => (route === undefined ? [] : [route]))
      .filter(({ methods, path }) => Object.keys(methods).length === 1 && path.startsWith('/api/v1/console'))
      .map(({ path, methods }) => `${Object.keys(methods).join()} ${path.slice('/api/v1/console'.length)}`);
    const rows = ROUTES.map(([verb, path]) => `${verb} ${path}`);
    const matches = (route: string): boolean => {
      const pattern = new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`);
      return rows.some((row) => pattern.test(row));
    };
    expect(routes.length).toBeGreaterThan(30);
    // A stream never ends: its own tests read it.
    expect(routes.filter((route) => !matches(route))).toEqual(['get /events']);
  });

  describe('from another place than our own page', () => {
    const acts = ROUTES.filter(([verb]) => verb !== 'get');

    it.each(acts)('%s %s changes nothing', async (verb, path, _need, _status, body) => {
      const client = await ConsoleClient.enter(app, 'acme');
      for (const headers of [
        {},
        { Origin: 'null' },
        { Origin: 'https://evil.test' },
        { 'Sec-Fetch-Site': 'same-site' },
        { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://scim.example.test' },
      ]) {
        const answer = await client.send(verb, path, body, headers as Record<string, string>).expect(403);
        expect(answer.body.detail).toContain('This was not sent from the console');
      }
      await client.get('/session').expect(200);
    });

    it('is the page itself for a browser that names its origin only', async () => {
      const client = await ConsoleClient.enter(app, 'acme');
      await client.send('patch', '/settings', {}, { Origin: 'https://scim.example.test' }).expect(200);
    });
  });
});
