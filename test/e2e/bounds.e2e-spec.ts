import { RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';

describe('bounds', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  it('refuses to let a user grow beyond 128 KiB, by one request or by many', async () => {
    const user = await acme.aUser({ userName: 'large@acme.test', title: 'x'.repeat(100_000) });

    const { body } = await acme
      .patch(user, { op: 'add', path: 'nickName', value: 'x'.repeat(100_000) })
      .expect(400);

    expect(body).toMatchObject({ scimType: 'invalidValue', detail: expect.stringContaining('131072 bytes') });
    expect(await acme.find(user)).toEqual(user);
    await acme.create({ userName: 'b@acme.test', title: 'x'.repeat(140_000) }).expect(400);
  });

  it('takes back every cursor that it makes, however long the sort key is', async () => {
    for (const letter of ['a', 'b', 'c']) {
      await acme.aUser({ userName: `${letter}@acme.test`, displayName: letter.repeat(20_000) });
    }
    const names: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const { body } = await acme.get(`/Users?sortBy=displayName&count=1&cursor=${cursor}`).expect(200);
      names.push(...(body.Resources as { userName: string }[]).map(({ userName }) => userName));
      cursor = body.nextCursor as string | undefined;
    }
    expect(names).toEqual(['a@acme.test', 'b@acme.test', 'c@acme.test', 'large@acme.test']);
  });

  it('answers the worst PATCH that fits the bounds without keeping others waiting', async () => {
    const emails = Array.from({ length: 200 }, (_, index) => ({
      value: `v${index}`,
      type: 't',
      display: 'd'.repeat(300),
    }));
    const user = await acme.aUser({ userName: 'busy@acme.test', emails });
    const operations = Array.from({ length: 300 }, (_, index) => ({
      op: 'add',
      path: 'emails',
      value: [{ value: 'v0', type: 't', display: `q${index}` }],
    }));

    const [patched] = await Promise.all([
      acme.patch(user, ...operations),
      acme.filter('userName eq "nobody"'),
    ]);

    expect(patched.status).toBe(200);
    expect(patched.body.emails[0]).toMatchObject({ value: 'v0', display: 'q299' });
    await acme.patch(user, ...operations, ...operations).expect(400);
  });
});
