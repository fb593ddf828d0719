import request from 'supertest';
import { RunningApp } from '../harness/running-app.js';

describe('health and shutdown', () => {
  it('is live and ready', async () => {
    const app = await RunningApp.start();
    try {
      await request(app.url).get('/health/live').expect(200);
      const { body } = await request(app.url).get('/health/ready').expect(200);
      expect(body).toMatchObject({
        status: 'ok',
        details: { database: { status: 'up' }, process: { status: 'up' } },
      });
    } finally {
      await app.stop();
    }
  });

  it('is not ready while it shuts down, and closes the connections that it answers', async () => {
    const app = await RunningApp.start();
    try {
      await app.app.lifecycle.drain();
      const response = await request(app.url).get('/health/ready').expect(503).expect('Connection', 'close');
      expect(response.body).toMatchObject({ details: { process: { status: 'down' } } });
    } finally {
      await app.stop();
    }
  });

  it('answers what is under way before it lets go', async () => {
    const app = await RunningApp.start();
    const client = await app.clientOfNewTenant('acme');
    const answers = Array.from({ length: 20 }, (_, index) =>
      client.aUser({ userName: `u${index}@acme.test` }),
    );
    const arrived = request(app.url).get('/health/live').expect(200);
    await arrived;
    const [users] = await Promise.all([Promise.all(answers), app.stop()]);
    expect(users).toHaveLength(20);
  });

  it('is not ready with a schema that is older than the code', async () => {
    const app = await RunningApp.start();
    try {
      await app.owner.query('delete from schema_migrations where timestamp > $1', [0]);
      const { body } = await request(app.url).get('/health/ready').expect(503);
      expect(body).toMatchObject({ details: { database: { status: 'down' } } });
    } finally {
      await app.stop();
    }
  });

  it('shows how to connect Entra ID at /console, with a policy that allows nothing but its own style', async () => {
    const app = await RunningApp.start();
    try {
      const response = await request(app.url)
        .get('/console')
        .expect(200)
        .expect('Content-Type', /text\/html/);
      expect(response.text).toContain('https://scim.example.test/api/v1/scim');
      expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    } finally {
      await app.stop();
    }
  });
});
