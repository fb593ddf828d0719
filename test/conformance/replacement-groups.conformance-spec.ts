import { GROUP_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, findGroup, groupIds, groupOf, memberIds } from '../harness/group-requests.js';
import type { GroupBody } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.1: replacing groups by PUT', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    globex = await app.clientOfNewTenant('globex', { groupProvisioning: true, dialect: 'strict' });
  });
  afterAll(() => app.stop());

  function newUser(client: ScimClient): Promise<UserBody> {
    count += 1;
    return client.aUser({ userName: `user-${count}` });
  }

  function put(client: ScimClient, group: GroupBody, body: object) {
    return client.send('put', `/Groups/${group.id}`, body);
  }

  it('PUT-15: new members of a group replace the old ones, and the users follow', async () => {
    for (const client of [acme, globex]) {
      const [one, two, three] = [await newUser(client), await newUser(client), await newUser(client)];
      const group = await aGroup(client, 'put-15', one, two);

      const { body, headers } = await put(client, group, groupOf('put-15', two, three)).expect(200);

      expect(body).toMatchObject({ schemas: [GROUP_URN], id: group.id, displayName: 'put-15' });
      expect(headers).toMatchObject({ etag: body.meta.version, location: group.meta.location });
      expect(await findGroup(client, group)).toEqual(body);
      expect(await memberIds(client, group)).toEqual([two.id, three.id].sort());
      expect(await groupIds(client, one)).toEqual([]);
      for (const user of [two, three]) expect(await groupIds(client, user)).toEqual([group.id]);
    }
  });

  it('PUT-15: without members, nobody is left', async () => {
    const user = await newUser(acme);
    const group = await aGroup(acme, 'put-15-none', user);

    await put(acme, group, { schemas: [GROUP_URN], displayName: 'put-15-none' }).expect(200);

    expect(await memberIds(acme, group)).toEqual([]);
    expect(await groupIds(acme, user)).toEqual([]);
  });

  it("PUT-15: neither replaces another tenant's group nor takes another tenant's user into one", async () => {
    const [mine, theirs] = [await newUser(acme), await newUser(globex)];
    const group = await aGroup(acme, 'put-15-mine', mine);

    await expectRefusal(put(globex, group, groupOf('taken')), 404);
    await expectRefusal(put(acme, group, groupOf('x', theirs)), 400, 'invalidValue');

    expect(await findGroup(acme, group)).toEqual(group);
    expect(await groupIds(acme, mine)).toEqual([group.id]);
    expect(await groupIds(globex, theirs)).toEqual([]);
  });

  it('PUT-10, PUT-11: refuses a group without a name, and the name of another one', async () => {
    const group = await aGroup(acme, 'put-10', await newUser(acme));
    await aGroup(acme, 'put-11');
    await aGroup(globex, 'put-11-theirs');

    await expectRefusal(put(acme, group, { schemas: [GROUP_URN], members: [] }), 400, 'invalidValue');
    await expectRefusal(put(acme, group, groupOf('PUT-11')), 409, 'uniqueness');
    expect(await findGroup(acme, group)).toEqual(group);
    await put(acme, group, groupOf('PUT-10')).expect(200);
    await put(acme, group, groupOf('put-11-theirs')).expect(200);
  });
});
