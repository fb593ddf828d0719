import type { OpenAPIObject } from '@nestjs/swagger';
import request from 'supertest';
import { ApiDescription } from '../harness/api-description.js';
import { newOAuthClient } from '../harness/oauth-client.js';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';
import { documentedOAuthCalls } from './oauth/documented-oauth-calls.js';

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
const NOWHERE = '01a20a93-30be-7600-8c6f-7feb53359e09';

const JSON_LINES = { 'Content-Type': 'application/jsonl' };

/** What of Express's router tells which routes there are. */
interface Router {
  readonly router: {
    readonly stack: readonly {
      readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
    }[];
  };
}

/** A call, and the operation that the document has for it. */
type Call = readonly [
  operation: string,
  path: string,
  status: number,
  body?: object | undefined,
  headers?: Readonly<Record<string, string>>,
];

describe('/api/docs', () => {
  let app: RunningApp;
  let document: OpenAPIObject;
  let description: ApiDescription;

  beforeAll(async () => {
    app = await RunningApp.start();
    document = (await request(app.url).get('/api/docs/openapi.json').expect(200)).body;
    description = new ApiDescription(document);
  });
  afterAll(() => app.stop());

  it('describes every route of the operator API, and no other', () => {
    const { router } = app.app.nest.getHttpAdapter().getInstance() as unknown as Router;
    const routes = router.stack
      .flatMap(({ route }) => (route === undefined ? [] : [route]))
      // A route for all verbs only tells which verbs there are.
      .filter(({ methods }) => Object.keys(methods).length === 1)
      .map(({ path, methods }) => `${Object.keys(methods).join()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
      .filter((route) => route.includes(' /api/v1/operator'));

    expect(routes.length).toBeGreaterThan(10);
    expect([...description.operations.keys()].sort()).toEqual(routes.sort());
  });

  it('says of every route what it does, what opens it, and how it fails', () => {
    for (const [operation, { summary, tags, security, responses }] of description.operations) {
      const [done = ''] = Object.keys(responses).filter((status) => status.startsWith('2'));
      expect([operation, summary, tags, security]).toEqual([
        operation,
        expect.stringMatching(/^[A-Z].*\.$/),
        [expect.any(String)],
        [{ operatorKey: [] }],
      ]);
      expect([operation, responses[done]?.content !== undefined || done === '204']).toEqual([
        operation,
        true,
      ]);
      expect(responses['401']?.content).toHaveProperty(['application/problem+json']);
    }
  });

  it('is a page whose parts all come from this server, and which may speak to no other', async () => {
    const page = await request(app.url)
      .get('/api/docs')
      .expect(200)
      .expect('Content-Type', /text\/html/);

    const policy = page.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part ?? '');
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      expect(part).toMatch(/^\.\/docs\//);
      await request(app.url)
        .get(`/api/${part.slice(2)}`)
        .expect(200);
    }
    // A script within the page would not run under this policy.
    expect(page.text).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const { text: start } = await request(app.url).get('/api/docs/docs/swagger-ui-init.js').expect(200);
    expect(start).toContain('"validatorUrl": null');
  });

  it('says the truth about answers', async () => {
    const operator = new OperatorClient(app.url, OPERATOR_KEY);
    const { body: tenant } = await operator.send('post', '/tenants', { slug: 'there', name: 'There' });
    const { client } = await app.newTenant('with-people', { groupProvisioning: true });
    const { body: user } = await client.create({ userName: 'jo@acme.test', active: true }).expect(201);
    await client.send('patch', `/Users/${user.id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'active', value: false }],
    });
    const { body: group } = await client.send('post', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Staff',
    });
    const { body: token } = await operator.send('post', '/tenants/there/api-tokens', {
      name: 'Other',
      expiresInDays: null,
    });
    const oauthClient = await newOAuthClient(app, 'there');
    const { body: federation } = await operator.send(
      'post',
      `/tenants/there/oauth-clients/${oauthClient.clientId}/federations`,
      { issuer: 'https://issuer.test', subject: 'other', audience: 'you' },
    );
    const extension = {
      name: 'Acme',
      attributes: [
        { name: 'badge', canonicalValues: ['1'] },
        { name: 'desk', type: 'complex', subAttributes: [{ name: 'floor' }] },
      ],
    };
    const calls: readonly Call[] = [
      ['post /tenants', '/tenants', 201, { slug: 'acme', name: 'Acme', settings: { dialect: 'strict' } }],
      ['post /tenants', '/tenants', 409, { slug: 'acme', name: 'Acme' }],
      ['post /tenants', '/tenants', 400, { slug: 'A', settings: { dialect: 'x', more: 1 } }],
      ['get /tenants', '/tenants?limit=1', 200],
      ['get /tenants', '/tenants', 200],
      ['get /tenants', '/tenants?limit=0', 400],
      ['get /tenants/{tenant}', '/tenants/acme', 200],
      ['get /tenants/{tenant}', '/tenants/nobody', 404],
      ['patch /tenants/{tenant}', '/tenants/acme', 200, { name: 'Acme Ltd.', status: 'suspended' }],
      ['patch /tenants/{tenant}', '/tenants/acme', 400, {}, { 'X-Acting-As': 'a\tb' }],
      ['delete /tenants/{tenant}', '/tenants/acme?confirm=other', 400],
      ['get /tenants/{tenant}/export', '/tenants/acme/export', 200],
      ['post /tenants/{tenant}/user-imports', '/tenants/acme/user-imports?dryRun=yes', 400],
      ['post /tenants/{tenant}/user-imports', '/tenants/acme/user-imports', 200, undefined, JSON_LINES],
      ['delete /tenants/{tenant}', '/tenants/acme?confirm=acme', 204],
      ['delete /tenants/{tenant}', '/tenants/nobody?confirm=nobody', 404],
      ['get /deleted-tenants', '/deleted-tenants', 200],
      [
        'post /tenants/{tenant}/api-tokens',
        '/tenants/there/api-tokens',
        201,
        { name: 'E', expiresInDays: 1 },
      ],
      ['get /tenants/{tenant}/api-tokens', `/tenants/${tenant.id}/api-tokens`, 200],
      [
        'post /tenants/{tenant}/api-tokens/{id}/rotate',
        `/tenants/there/api-tokens/${token.id}/rotate`,
        201,
        { overlapMinutes: 5 },
      ],
      [
        'post /tenants/{tenant}/api-tokens/{id}/rotate',
        `/tenants/there/api-tokens/${token.id}/rotate`,
        409,
        { overlapMinutes: 5 },
      ],
      ['get /tenants/{tenant}/api-tokens/{id}', `/tenants/there/api-tokens/${token.id}`, 200],
      ['get /tenants/{tenant}/api-tokens', `/tenants/${tenant.id}/api-tokens`, 200],
      ['delete /tenants/{tenant}/api-tokens/{id}', `/tenants/there/api-tokens/${token.id}`, 204],
      ['delete /tenants/{tenant}/api-tokens/{id}', `/tenants/there/api-tokens/${NOWHERE}`, 404],
      [
        'put /tenants/{tenant}/schema-extensions/{urn}',
        `/tenants/there/schema-extensions/${ACME}`,
        201,
        extension,
      ],
      [
        'put /tenants/{tenant}/schema-extensions/{urn}',
        `/tenants/there/schema-extensions/${ACME}`,
        200,
        extension,
      ],
      ['get /tenants/{tenant}/schema-extensions/{urn}', `/tenants/there/schema-extensions/${ACME}`, 200],
      ['get /tenants/{tenant}/schema-extensions', '/tenants/there/schema-extensions', 200],
      ['delete /tenants/{tenant}/schema-extensions/{urn}', `/tenants/there/schema-extensions/${ACME}`, 204],
      [
        'get /tenants/{tenant}/users/{id}/history',
        `/tenants/with-people/users/${user.id}/history?limit=1`,
        200,
      ],
      ['get /audit-events', '/audit-events?limit=200', 200],
      ['get /tenants/{tenant}/audit-events', '/tenants/there/audit-events?limit=3', 200],
      ['get /tenants/{tenant}/users/{id}/history', `/tenants/with-people/users/${user.id}/history`, 200],
      ['get /tenants/{tenant}/groups/{id}/history', `/tenants/with-people/groups/${group.id}/history`, 200],
      [
        'post /tenants/{tenant}/console-links',
        '/tenants/there/console-links',
        201,
        { adminEmail: 'jo@acme.test', role: 'auditor' },
      ],
      ['post /tenants/{tenant}/console-links', '/tenants/there/console-links', 400, { role: 'boss' }],
      ...documentedOAuthCalls('there', oauthClient, federation.id),
    ];

    const differences: string[] = [];
    for (const [operation, path, status, body, headers = {}] of calls) {
      const [verb, route] = operation.split(' ') as ['get', string];
      const answer = await operator.send(verb, path, body).set(headers);
      expect([operation, path, answer.status]).toEqual([operation, path, status]);
      differences.push(...description.findDifferences(`${verb} /api/v1/operator${route}`, answer));
    }
    expect(differences).toEqual([]);
    const called = new Set(calls.map(([operation]) => operation.replace(' ', ' /api/v1/operator')));
    // Who adds a route adds a call.
    expect([...description.operations.keys()].filter((operation) => !called.has(operation))).toEqual([]);
  });

  it('would notice an answer that is not as described', () => {
    const operation = 'get /api/v1/operator/tenants/{tenant}';
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const text = '{"id": "1", "more": true}';
    const [difference] = description.findDifferences(operation, { status: 200, headers, text });
    expect(difference).toContain('must NOT have additional properties');
    expect(difference).toContain('data/id must match format "uuid"');
    expect(description.findDifferences(operation, { status: 418, headers, text })).toHaveLength(1);
  });
});
