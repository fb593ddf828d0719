import { SYSTEM } from '../../../src/audit/index.js';
import { TenantsService } from '../../../src/tenants/index.js';
import { ConsoleClient } from '../../harness/console-client.js';
import { RunningApp } from '../../harness/running-app.js';

const DAY = 86_400_000;
const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

describe('the console', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start({ rateLimit: { perSecond: 50, burst: 200 } });
  });
  afterAll(() => app.stop());

  const lastAct = async (client: ConsoleClient): Promise<object> =>
    (await client.get('/audit?limit=1').expect(200)).body.items[0] as object;

  describe('tokens', () => {
    let client: ConsoleClient;

    beforeAll(async () => {
      await app.newTenant('tokens');
      client = await ConsoleClient.enter(app, 'tokens', {
        role: 'token-manager',
        adminEmail: 'tm@tokens.test',
      });
    });

    it.each([
      [{ expiresInDays: 90 }, 90],
      [{ expiresAt: new Date(Date.now() + 5.5 * DAY).toISOString() }, expect.any(Number)],
      [{ never: true }, null],
    ])('are made with %j, shown once, and open SCIM', async (expiry, daysLeft) => {
      const { body } = await client.send('post', '/tokens', { name: 'New', ...expiry }).expect(201);
      expect(body).toMatchObject({
        name: 'New',
        daysLeft,
        status: 'active',
        inUse: false,
        createdBy: 'tm@tokens.test',
      });
      if ('expiresAt' in expiry) expect(body.expiresAt).toBe(expiry.expiresAt);
      await app.clientOf(body.token).get('/Users').expect(200);
      expect((await client.get('/tokens')).text).not.toContain(body.token);
      expect(await lastAct(client)).toMatchObject({
        action: 'api-token.created',
        actor: { type: 'admin', name: 'tm@tokens.test' },
        target: { id: body.id },
      });
      await client.send('delete', `/tokens/${body.id}`).expect(204);
      await app.clientOf(body.token).get('/Users').expect(401);
    });

    it.each([
      {},
      { expiresInDays: 0 },
      { expiresInDays: 30, never: true },
      { never: false },
      { expiresAt: '2020-01-01' },
      { expiresAt: 'tomorrow' },
      { expiresAt: '2999-01-01' },
      { expiresInDays: 30, scopes: ['root'] },
      { expiresInDays: 30, tenantId: 'other' },
    ])('are refused with %j', async (body) => {
      const answer = await client.send('post', '/tokens', { name: 'New', ...body }).expect(400);
      expect(answer.body.errors).toHaveLength(1);
    });

    it('are rotated, and tell which of the two is in use', async () => {
      const { body: old } = await client.send('post', '/tokens', { name: 'Rotated', expiresInDays: 30 });
      const { body: next } = await client
        .send('post', `/tokens/${old.id}/rotation`, { overlapMinutes: 60 })
        .expect(201);
      expect(next).toMatchObject({ predecessorId: old.id, successorId: null, status: 'active' });
      const used = (id: string): Promise<unknown> =>
        app.owner.query('update api_tokens set last_used_at = $2 where id = $1', [id, new Date()]);
      const find = async (id: string): Promise<object | undefined> =>
        ((await client.get('/tokens')).body.items as { id: string }[]).find((token) => token.id === id);
      expect(await find(old.id)).toMatchObject({ status: 'replaced', successorId: next.id, inUse: false });
      await used(old.id);
      expect(await find(old.id)).toMatchObject({ inUse: true, silentSince: null });
      await app.owner.query('update api_tokens set last_used_at = $2 where id = $1', [
        old.id,
        new Date(Date.now() - 41 * 60_000),
      ]);
      await used(next.id);
      expect(await find(old.id)).toMatchObject({ inUse: false, silentSince: expect.any(String) });
      expect(await find(next.id)).toMatchObject({ inUse: true });
    });
  });

  it('has OAuth clients with secrets and federations', async () => {
    await app.newTenant('oauth');
    const client = await ConsoleClient.enter(app, 'oauth', { role: 'token-manager' });
    const { body } = await client.send('post', '/oauth-clients', { name: 'Entra ID' }).expect(201);
    const path = `/oauth-clients/${body.id}`;
    const { body: secret } = await client.send('post', `${path}/secrets`, { expiresInDays: 30 }).expect(201);
    expect(secret.secret).toMatch(/^flc_/);
    const federation = { issuer: 'https://issuer.test', subject: 's', audience: 'a' };
    const { body: federated } = await client.send('post', `${path}/federations`, federation).expect(201);
    const { body: list, text } = await client.get('/oauth-clients').expect(200);
    expect(list.items).toMatchObject([
      { id: body.id, secrets: [{ id: secret.id }], federations: [federation] },
    ]);
    expect(text).not.toContain(secret.secret);
    await client.send('delete', `${path}/secrets/${secret.id}`).expect(204);
    await client.send('delete', `${path}/federations/${federated.id}`).expect(204);
    await client.send('delete', path).expect(204);
  });

  it('shows sessions, and ends them: an owner any, others their own', async () => {
    await app.newTenant('sessions');
    const owner = await ConsoleClient.enter(app, 'sessions', { adminEmail: 'own@s.test' });
    const manager = await ConsoleClient.enter(app, 'sessions', {
      role: 'token-manager',
      adminEmail: 'tm@s.test',
    });
    const { items } = (await owner.get('/sessions').expect(200)).body;
    expect(items.map((s: { adminEmail: string; current: boolean }) => [s.adminEmail, s.current])).toEqual([
      ['tm@s.test', false],
      ['own@s.test', true],
    ]);
    expect((await manager.get('/sessions')).body.items).toHaveLength(1);
    await manager.send('delete', `/sessions/${items[1].id}`).expect(404);
    await owner.send('delete', `/sessions/${items[0].id}`).expect(204);
    await manager.get('/session').expect(401);
    expect(await lastAct(owner)).toMatchObject({
      action: 'console-session.ended',
      actor: { name: 'own@s.test' },
      target: { name: 'tm@s.test' },
    });
    const { headers } = await owner.send('delete', '/session').expect(204);
    expect(String(headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970');
    await owner.get('/session').expect(401);
  });

  it('changes settings and extensions, as the owner', async () => {
    const { client: scim } = await app.newTenant('settings');
    const client = await ConsoleClient.enter(app, 'settings', { adminEmail: 'own@s.test' });
    const { body: before } = await client.get('/settings').expect(200);
    expect(before).toMatchObject({ requestLogDays: 30, provisioning: 'on' });
    expect(before.timeZones).toContain('Europe/Berlin');
    const changes = {
      defaultTimezone: 'Europe/Berlin',
      requestLogDays: 7,
      rateLimit: { perSecond: 5, burst: 5 },
    };
    expect((await client.send('patch', '/settings', changes).expect(200)).body).toMatchObject(changes);
    expect(await lastAct(client)).toMatchObject({ action: 'tenant.modified', actor: { type: 'admin' } });
    expect((await scim.aUser({ userName: 'zone' })).timezone).toBe('Europe/Berlin');
    for (const wrong of [
      { requestLogDays: 0 },
      { requestLogDays: 366 },
      { provisioning: 'off' },
      { rateLimit: { perSecond: 51, burst: 200 } },
      { status: 'active' },
    ]) {
      await client.send('patch', '/settings', wrong).expect(400);
    }
    const extension = { name: 'Acme', attributes: [{ name: 'badge', type: 'string' }] };
    await client.send('put', `/extensions/${URN}`, extension).expect(201);
    await client.send('put', `/extensions/${URN}`, extension).expect(200);
    expect((await client.get('/extensions')).body.items).toMatchObject([{ id: URN }]);
    await scim.aUser({ userName: 'badge', [URN]: { badge: '1' } });
    const { body: conflict } = await client.send('delete', `/extensions/${URN}`).expect(409);
    expect(conflict.help).toBe('/console/help/entra#custom-attributes');
  });

  describe('danger zone', () => {
    it('switches provisioning off and on, and keeps people or deactivates them', async () => {
      const { tenantId, client: scim } = await app.newTenant('danger');
      const client = await ConsoleClient.enter(app, 'danger', { adminEmail: 'own@d.test' });
      for (let number = 0; number < 3; number += 1) await scim.aUser({ userName: `p${number}` });
      await scim.aUser({ userName: 'inactive', active: false });

      const keep = await client.send('post', '/danger/provisioning-off', { people: 'keep' }).expect(200);
      expect(keep.body).toEqual({ provisioning: 'off', deactivated: 0 });
      const refused = await scim.get('/Users').expect(403);
      expect(refused.body.detail).toContain('Provisioning is switched off');
      expect(refused.body.detail).toContain('owner');
      expect((await client.get('/overview')).body).toMatchObject({
        health: { state: 'suspended' },
        people: { active: 3, inactive: 1, changedToday: 4 },
      });

      const off = await client.send('post', '/danger/provisioning-off', { people: 'deactivate' }).expect(200);
      expect(off.body).toEqual({ provisioning: 'off', deactivated: 3 });
      expect(await lastAct(client)).toMatchObject({
        action: 'people.deactivated',
        after: { deactivated: 3 },
      });
      // Again: nobody is left.
      const again = await client
        .send('post', '/danger/provisioning-off', { people: 'deactivate' })
        .expect(200);
      expect(again.body.deactivated).toBe(0);
      const changes = await app.owner.query(
        `select actor_id from changes where tenant_id = $1 and kind = 'deactivated' and actor_type = 'admin'`,
        [tenantId],
      );
      expect(changes).toEqual([1, 2, 3].map(() => ({ actor_id: 'own@d.test' })));
      expect((await client.get('/people?q=p1')).body.items).toMatchObject([
        { active: false, managedBy: 'scim' },
      ]);

      await client.send('post', '/danger/provisioning-on').expect(200);
      await scim.get('/Users').expect(200);
    });

    it('changes nobody of a tenant that is suspended', async () => {
      const { client: scim } = await app.newTenant('asleep');
      const client = await ConsoleClient.enter(app, 'asleep');
      await scim.aUser({ userName: 'p' });
      await scim.create({ userName: 'p' }).expect(409);
      await app.writeLog();
      const [line] = (await client.get('/requests?outcome=refused').expect(200)).body.items;
      await app.app.nest.get(TenantsService).modify('asleep', SYSTEM, { status: 'suspended' });
      const deactivation = await client
        .send('post', '/danger/provisioning-off', { people: 'deactivate' })
        .expect(409);
      expect(deactivation.body.detail).toContain('suspended');
      await client.send('post', `/requests/${line.id}/replay`, { dryRun: false }).expect(409);
      await client.send('post', `/requests/${line.id}/replay`, { dryRun: true }).expect(200);
      expect((await client.get('/people?active=true').expect(200)).body.items).toHaveLength(1);
    });

    it('deletes the tenant, when its name is typed', async () => {
      const { tenantId, client: scim } = await app.newTenant('doomed');
      await app.newTenant('survivor');
      const client = await ConsoleClient.enter(app, 'doomed');
      const other = await ConsoleClient.enter(app, 'survivor');
      await scim.aUser({ userName: 'p' });
      expect((await client.get('/danger')).body).toMatchObject({
        people: { active: 1, inactive: 0 },
        groups: 0,
        tokens: 1,
        changes: 1,
      });
      for (const body of [{}, { name: 'DOOMED' }, { name: 'survivor' }]) {
        await client.send('post', '/danger/delete', body).expect(400);
      }
      await client.send('post', '/danger/delete', { name: 'doomed' }).expect(202);
      await scim.get('/Users').expect((answer) => {
        expect([401, 403]).toContain(answer.status);
      });
      for (let left = 1; left > 0;) {
        left = (await app.owner.query('select id from tenants where id = $1', [tenantId])).length;
      }
      await client.get('/session').expect(401);
      await other.get('/session').expect(200);
    });
  });
});
