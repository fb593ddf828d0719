import { ConsoleClient } from '../../harness/console-client.js';
import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';

interface Line {
  readonly id: string;
  readonly requestId: string;
}

describe('what a replay leaves behind', () => {
  let app: RunningApp;
  let acme: NewTenant;
  let client: ConsoleClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme', { groupProvisioning: true });
    client = await ConsoleClient.enter(app, 'acme');
  });
  afterAll(() => app.stop());

  const lastLine = async (query: string): Promise<Line> => {
    await app.writeLog();
    const { body } = await client.get(`/requests?limit=1&${query}`).expect(200);
    return (body as { items: readonly [Line] }).items[0];
  };

  const replays = async (): Promise<readonly object[]> => {
    const { body } = await client.get('/audit?limit=100').expect(200);
    const { items } = body as { items: readonly { readonly action: string }[] };
    return items.filter(({ action }) => action === 'request.replayed');
  };

  it('is an act in the audit when it was for real, done or refused, and nothing when it was dry', async () => {
    const jane = await acme.client.aUser({ userName: 'jane@acme.test' });
    await acme.client.patch(jane, { op: 'replace', path: 'active', value: false }).expect(200);
    const line = await lastLine('method=PATCH');
    await acme.client.patch(jane, { op: 'replace', path: 'active', value: true }).expect(200);

    await client.send('post', `/requests/${line.id}/replay`, { dryRun: true }).expect(200);
    expect(await replays()).toEqual([]);
    await client.send('post', `/requests/${line.id}/replay`, { dryRun: false }).expect(200);
    await acme.client.send('delete', `/Users/${jane.id}`).expect(204);
    await client.send('post', `/requests/${line.id}/replay`, { dryRun: false }).expect(200);

    const act = {
      actor: { type: 'admin', name: 'jo@acme.test' },
      address: expect.any(String),
      target: { type: 'request', id: line.id, name: 'PATCH /api/v1/scim/Users/:id' },
      before: null,
    };
    const about = { requestId: line.requestId, resourceType: 'User', resourceId: jane.id };
    expect(await replays()).toEqual([
      expect.objectContaining({ ...act, after: { ...about, status: 404, outcome: 'refused' } }),
      expect.objectContaining({ ...act, after: { ...about, status: 200, outcome: 'success' } }),
    ]);
  });
});
