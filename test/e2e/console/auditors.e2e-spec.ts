import request from 'supertest';
import { ConsoleClient } from '../../harness/console-client.js';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';

describe('what auditors see', () => {
  let app: RunningApp;
  let acme: NewTenant;
  let auditor: ConsoleClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme');
    auditor = await ConsoleClient.enter(app, 'acme', { role: 'auditor', adminEmail: 'aud@acme.test' });
  });
  afterAll(() => app.stop());

  it('masks who acted, with an @ in the name or not', async () => {
    const owner = await ConsoleClient.enter(app, 'acme', { adminEmail: 'own@acme.test' });
    await request(app.url)
      .post(`/api/v1/operator/tenants/acme/api-tokens`)
      .set('Authorization', `Bearer ${OPERATOR_KEY}`)
      .set('X-Acting-As', 'Quentin Doe')
      .send({ name: 'Entra ID', expiresInDays: 9 })
      .expect(201);
    expect((await owner.get('/tokens')).text).toContain('Quentin Doe');
    const { body: audit, text } = await auditor.get('/audit').expect(200);
    expect(audit.items[0]).toMatchObject({
      actor: { type: 'operator', name: 'Q•••' },
      target: { name: 'Entra ID' },
    });
    const { body: tokens, text: tokensText } = await auditor.get('/tokens').expect(200);
    expect(tokens.items[0]).toMatchObject({ name: 'Entra ID', createdBy: 'Q•••' });
    expect(tokens.items.at(-1)).toMatchObject({ createdBy: 'system' });
    expect(text + tokensText).not.toMatch(/quentin|doe/i);
  });

  it('masks a name in the path of a request, and in its curl', async () => {
    const jane = await acme.client.aUser({ userName: 'jane@acme.test' });
    await acme.client.get('/Users/quentin@acme.test').expect(404);
    await acme.client.get(`/Users/${jane.id}`).expect(200);
    await app.writeLog();
    const { items } = (await auditor.get('/requests?method=GET').expect(200)).body;
    const urls: string[] = [];
    for (const { id } of items) {
      const { body, text } = await auditor.get(`/requests/${id}`).expect(200);
      urls.push(body.url);
      expect(text).not.toContain('quentin');
    }
    expect(urls).toEqual([`/api/v1/scim/Users/${jane.id}`, '/api/v1/scim/Users/•••']);
  });

  it('masks a name in a path with a slash at its end, and in a path that is quoted with quotation marks in it', async () => {
    const jane = await acme.client.aUser({ userName: 'jane@paths.test' });
    await acme.client.get('/Users/quentin@acme.test/').expect(404);
    const operation = { op: 'replace', path: 'emails[value eq "quentin@acme.test"', value: 'x' };
    await acme.client.patch(jane, operation).expect(400);
    await app.writeLog();
    const { body, text } = await auditor.get('/requests?outcome=refused').expect(200);
    expect(text).not.toContain('quentin');
    for (const { id } of body.items) {
      expect((await auditor.get(`/requests/${id}`).expect(200)).text).not.toContain('quentin');
    }
    expect(body.items[0].meaning).toMatch(/^Refused: .*•••/);
  });
});
