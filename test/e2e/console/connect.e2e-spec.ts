import { ConsoleClient } from '../../harness/console-client.js';
import { RunningApp } from '../../harness/running-app.js';

describe('the console', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  it('tells of a refused token until one is taken, and never as the first request', async () => {
    const { tenantId, client } = await app.newTenant('refused');
    const admin = await ConsoleClient.enter(app, 'refused');
    const tell = async (): Promise<object> => {
      await app.writeLog();
      const { body: connect } = await admin.get('/connect').expect(200);
      const { body: overview } = await admin.get('/overview').expect(200);
      return { ...(connect as object), health: (overview as { health: object }).health };
    };
    const expire = `update api_tokens set expires_at = now() - interval '1 day' where tenant_id = $1`;
    await app.owner.query(expire, [tenantId]);
    for (const _time of [1, 2]) await client.get('/Users').expect(401);
    expect(await tell()).toMatchObject({
      firstRequest: null,
      lastRefusal: { reason: 'expired', help: '/console/help/entra#the-token' },
      health: { state: 'failing', sentence: expect.stringContaining('expired') },
    });

    const renewed = app.clientOf(await app.issueToken(tenantId));
    await renewed.get('/Users').expect(200);
    await renewed.get('/Users').expect(200);
    expect(await tell()).toMatchObject({
      firstRequest: { status: 200, route: expect.stringContaining('/Users') },
      lastRefusal: null,
      health: { state: 'healthy' },
    });
    await client.get('/Users').expect(401);
    expect(await tell()).toMatchObject({
      firstRequest: { status: 200 },
      lastRefusal: { reason: 'expired' },
      health: { state: 'failing' },
    });
  });

  it('takes no request for the first one that was let in and refused', async () => {
    const { client } = await app.newTenant('wrong-path');
    const admin = await ConsoleClient.enter(app, 'wrong-path');
    await client.get('/Users/nobody').expect(404);
    await app.writeLog();
    expect((await admin.get('/connect').expect(200)).body).toMatchObject({
      firstRequest: null,
      lastRefusal: {
        reason: 'other',
        words: expect.stringContaining('404'),
        help: '/console/help/entra#troubles',
      },
    });
    expect((await admin.get('/overview').expect(200)).body).toMatchObject({ health: { state: 'failing' } });
    await client.get('/Users').expect(200);
    await app.writeLog();
    expect((await admin.get('/connect').expect(200)).body).toMatchObject({
      firstRequest: { status: 200 },
      lastRefusal: null,
    });
  });

  it('refuses times that are no calendar dates', async () => {
    await app.newTenant('weeks');
    const admin = await ConsoleClient.enter(app, 'weeks');
    for (const time of ['2026-W10-1', '2026-060', '2026-02-31', 'now']) {
      const { body } = await admin.get(`/requests?from=${time}`).expect(400);
      expect(body.errors).toEqual([{ field: 'from', problem: expect.stringContaining('is a time such as') }]);
    }
    await admin.get('/requests?from=2026-02-01').expect(200);
  });

  describe('connect', () => {
    const OBJECT_ID = '26118915-6090-4610-87e4-49d8ca9f808d';
    let client: ConsoleClient;

    beforeAll(async () => {
      const { client: scim } = await app.newTenant('connect');
      client = await ConsoleClient.enter(app, 'connect');
      await scim.aUser({ userName: 'jane@c.test', externalId: OBJECT_ID });
      await scim.aUser({ userName: 'jim@c.test', active: false });
    });

    const xml = `<saml:AttributeStatement>
      <saml:Attribute Name="userUniqueId"><saml:AttributeValue>${OBJECT_ID}</saml:AttributeValue></saml:Attribute>
      <saml:Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname"><saml:AttributeValue>J &amp; J</saml:AttributeValue></saml:Attribute>
      </saml:AttributeStatement>`;

    it.each([
      [
        'lines',
        `userUniqueId: ${OBJECT_ID}\nfirstName: Jane\nlastName = Doe\nemail: jane@c.test`,
        'userUniqueId',
        0,
      ],
      [
        'JSON',
        JSON.stringify({ userUniqueId: OBJECT_ID, firstName: 'J', lastName: 'D', email: 'x@c.test' }),
        'userUniqueId',
        0,
      ],
      ['XML', xml, 'userUniqueId', 3],
      ['an address only', 'email: JIM@c.test', 'email', 3],
      ['nobody', 'email: nobody@c.test', null, 3],
      ['nothing', 'hello', null, 4],
    ])('finds the person of claims as %s', async (_form, claims, matchedBy, problems) => {
      const { body } = await client.send('post', '/connect/saml-check', { claims }).expect(200);
      expect(body.matchedBy).toBe(matchedBy);
      expect(body.person === null).toBe(matchedBy === null);
      expect(body.problems).toHaveLength(problems);
      expect(body.why).toMatch(/\.$/);
    });

    it('names a claim that comes under another name', async () => {
      const { body } = await client.send('post', '/connect/saml-check', { claims: xml });
      expect(body.claims.firstName).toBe('J & J');
      expect(body.problems).toContainEqual({
        claim: 'firstName',
        words: expect.stringContaining('set its Name to firstName'),
      });
    });

    it.each([
      ['entities', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'],
      ['unknown entities', '<Attribute Name="email"><AttributeValue>&b;</AttributeValue></Attribute>'],
      ['half of XML', '<AttributeStatement><Attribute'],
      ['half of JSON', '{"a":'],
      ['too much', `email: ${'a'.repeat(65_536)}`],
      ['nothing', ''],
    ])('refuses %s', async (_what, claims) => {
      const { body } = await client.send('post', '/connect/saml-check', { claims }).expect(400);
      expect(body.errors).toMatchObject([{ field: 'claims' }]);
    });

    it('tells what goes into the forms, and that a token was used', async () => {
      const { body } = await client.get('/connect').expect(200);
      expect(body).toMatchObject({
        tenantUrl: 'https://scim.example.test/api/v1/scim',
        groupProvisioning: false,
        saml: [
          { claim: 'userUniqueId', source: 'user.objectid' },
          {},
          {},
          { claim: 'email', source: 'user.mail' },
        ],
      });
      expect(body.mapping).toContainEqual(
        expect.objectContaining({ target: 'externalId', source: 'objectId' }),
      );
    });
  });
});
