import { ConsoleClient } from '../../harness/console-client.js';
import { accessTokenOf, newOAuthClient } from '../../harness/oauth-client.js';
import { RunningApp } from '../../harness/running-app.js';
import { TokenUsage } from '../../../src/tenants/index.js';

const ENTRA = { 'User-Agent': '' };
const OKTA = { 'User-Agent': 'Okta SCIM Client 1.0.0' };
const CURL = { 'User-Agent': 'curl/8.5.0' };

describe('who manages a person', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  it.each([
    ['entra', 'an API token', ENTRA],
    ['okta', 'an API token', OKTA],
    ['scim', 'an API token', CURL],
    ['entra', 'OAuth', ENTRA],
    ['okta', 'OAuth', OKTA],
    ['scim', 'OAuth', CURL],
  ])('is %s for a person that comes by %s with %j', async (manager, way, agent) => {
    const slug = `${manager}-${way === 'OAuth' ? 'oauth' : 'token'}`;
    const tenant = await app.newTenant(slug);
    const token = way === 'OAuth' ? await accessTokenOf(app, await newOAuthClient(app, slug)) : tenant.token;
    const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'jane' };
    const answer = await fetch(`${app.url}/api/v1/scim/Users`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json', ...agent },
      body: JSON.stringify(user),
    });
    expect(answer.status).toBe(201);
    await app.writeLog();
    await app.app.nest.get(TokenUsage).write();
    const client = await ConsoleClient.enter(app, slug);
    const { body } = await client.get('/people').expect(200);
    expect(body.items).toEqual([expect.objectContaining({ userName: 'jane', managedBy: manager })]);
    const { body: person } = await client.get(`/people/${body.items[0].id}`).expect(200);
    expect(person).toMatchObject({ managedBy: manager });
  });

  it('is some client of SCIM when the request of an OAuth client is in the log no more', async () => {
    await app.newTenant('old');
    const scim = app.clientOf(await accessTokenOf(app, await newOAuthClient(app, 'old')));
    await scim.aUser({ userName: 'jane' });
    await app.writeLog();
    await app.owner.query(
      `with gone as (delete from request_log where tenant_id = (select id from tenants where slug = $1) returning id)
       select count(*) from gone`,
      ['old'],
    );
    const client = await ConsoleClient.enter(app, 'old');
    const { body } = await client.get('/people').expect(200);
    expect(body.items).toEqual([expect.objectContaining({ managedBy: 'scim' })]);
  });
});
