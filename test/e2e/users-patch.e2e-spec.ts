import { RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';

describe('PATCH /api/v1/scim/Users/:id', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    globex = await app.clientOfNewTenant('globex');
  });
  afterAll(() => app.stop());

  it('disables a user the way Entra asks for it', async () => {
    const user = await acme.aUser({ userName: 'jo@acme.test' });

    const response = await acme.patch(user, { op: 'Replace', path: 'active', value: 'False' }).expect(200);

    expect(response.body).toMatchObject({
      userName: 'jo@acme.test',
      active: false,
      meta: { version: 'W/"2"' },
    });
  });

  it('keeps version and lastModified when nothing changes', async () => {
    const user = await acme.aUser({ userName: 'same@acme.test' });

    const { body } = await acme.patch(user, { op: 'replace', path: 'active', value: true }).expect(200);

    expect(body).toEqual(user);
    expect(await acme.find(user)).toEqual(user);
  });

  it("answers 404 for another tenant's user and leaves that user alone", async () => {
    const user = await acme.aUser({ userName: 'kim@acme.test' });

    await globex
      .patch(user, { op: 'replace', path: 'active', value: false })
      .expect(404)
      .expect('Content-Type', /scim\+json/);

    expect(await acme.find(user)).toMatchObject({ active: true });
  });

  it('loses none of 40 parallel changes of different attributes', async () => {
    const user = await acme.aUser({ userName: 'busy@acme.test' });
    const types = Array.from({ length: 40 }, (_, index) => `t${index}`);

    await Promise.all(
      types.map((type) =>
        acme.patch(user, { op: 'Add', path: `ims[type eq "${type}"].value`, value: type }).expect(200),
      ),
    );

    const { ims } = await acme.find(user);
    expect((ims as readonly { type: string }[]).map(({ type }) => type).sort()).toEqual([...types].sort());
  });
});
