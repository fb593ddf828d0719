import { RunningApp } from '../harness/running-app.js';
import type { NewTenant } from '../harness/running-app.js';

// The embedded database has one connection and cannot be interrupted: nobody could stand in its way.
const describeOnServer = process.env.TEST_DATABASE_URL === undefined ? describe.skip : describe;

describeOnServer('a statement that takes too long', () => {
  let app: RunningApp;
  let tenant: NewTenant;

  beforeAll(async () => {
    app = await RunningApp.start();
    tenant = await app.newTenant('slow');
  });
  afterAll(() => app.stop());

  it('is stopped: a query with tooMany, a write with 503, and both are answered when the way is free', async () => {
    const { client } = tenant;
    const [query, write] = await app.app.database.transaction(tenant.tenantId, async (manager) => {
      await manager.query('set local role none');
      await manager.query('lock table users in access exclusive mode');
      return Promise.all([
        client.get('/Users?filter=title+co+%22x%22'),
        client.create({ userName: 'a@b.c' }),
      ]);
    });

    expect(query.status).toBe(400);
    expect(query.body).toMatchObject({ status: '400', scimType: 'tooMany' });
    expect(write.status).toBe(503);
    expect(write.headers['retry-after']).toBe('30');
    expect((await client.filter('title co "x"')).totalResults).toBe(0);
    await client.create({ userName: 'a@b.c' }).expect(201);
  });
});
