import { randomUUID } from 'node:crypto';
import { PATCH_OP_URN, USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, findGroup, memberIds, patchGroup } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

const TITLE = { op: 'replace', path: 'title', value: 'New' };

describe('RFC 7644 section 3.5.2: the PATCH message', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let strict: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    globex = await app.clientOfNewTenant('globex', { groupProvisioning: true });
    strict = await app.clientOfNewTenant('strict', { dialect: 'strict', groupProvisioning: true });
    await extendUser(app, 'acme', EVERY_KIND);
  });
  afterAll(() => app.stop());

  function newUser(client = acme, attributes: object = {}): Promise<UserBody> {
    count += 1;
    return client.aUser({ userName: `user-${count}`, title: 'Old', ...attributes });
  }

  /** A PATCH with this body, whatever it is. */
  function sendPatch(client: ScimClient, user: UserBody, body: string | object) {
    return client.send('patch', `/Users/${user.id}`, body);
  }

  async function refuseInBoth(body: string | object, scimType: string): Promise<void> {
    for (const client of [acme, strict]) {
      const user = await newUser(client);
      await expectRefusal(sendPatch(client, user, body), 400, scimType);
      expect(await client.find(user)).toEqual(user);
    }
  }

  it('PAT-1: PATCH works, and ServiceProviderConfig says so', async () => {
    const config = await acme.get('/ServiceProviderConfig').expect(200);
    expect(config.body).toMatchObject({ patch: { supported: true }, changePassword: { supported: false } });
    for (const client of [acme, strict]) {
      const { body } = await client.patch(await newUser(client), TITLE).expect(200);
      expect(body).toMatchObject({ title: 'New' });
    }
  });

  it.each([
    {},
    { schemas: [] },
    { schemas: null },
    { schemas: PATCH_OP_URN },
    { schemas: [USER_URN] },
    { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'] },
  ])('PAT-2: refuses a message with %j', async (schemas) => {
    await refuseInBoth({ ...schemas, Operations: [TITLE] }, 'invalidSyntax');
  });

  it.each([
    {},
    { Operations: null },
    { Operations: TITLE },
    { Operations: 'add' },
    { Operations: [7] },
    { Operations: [[]] },
  ])('PAT-3: refuses a message with %j', async (operations) => {
    await refuseInBoth({ schemas: [PATCH_OP_URN], ...operations }, 'invalidSyntax');
  });

  it('PAT-3: takes an empty list for no change, but refuses it in the strict dialect', async () => {
    const [user, other] = [await newUser(acme), await newUser(strict)];

    const { body } = await acme.patch(user).expect(200);
    await expectRefusal(strict.patch(other), 400, 'invalidSyntax');

    expect(body).toEqual(user);
    expect(await strict.find(other)).toEqual(other);
  });

  it.each([
    { op: 'move' },
    { op: undefined },
    { op: null },
    { op: '' },
    { op: 1 },
    { op: ['add'] },
    { op: 'add ' },
  ])('PAT-4: refuses an operation with %j', async (op) => {
    await refuseInBoth({ schemas: [PATCH_OP_URN], Operations: [{ ...TITLE, ...op }] }, 'invalidSyntax');
  });

  it.each(['Add', 'Replace', 'Remove', 'ADD', 'rEPLACE'])('PAT-4: takes the op %s', async (op) => {
    const value = op === 'Remove' ? {} : { value: 'New' };
    for (const client of [acme, strict]) {
      const { body } = await client.patch(await newUser(client), { op, path: 'title', ...value }).expect(200);
      expect(body.title).toBe(op === 'Remove' ? undefined : 'New');
    }
  });

  it('PAT-5: takes the members of the message in any case, but none of them twice', async () => {
    for (const client of [acme, strict]) {
      const body = { SCHEMAS: [PATCH_OP_URN], operations: [{ OP: 'replace', Path: 'title', VALUE: 'New' }] };
      const answer = await sendPatch(client, await newUser(client), body).expect(200);
      expect(answer.body).toMatchObject({ title: 'New' });
    }
    const twice = { schemas: [PATCH_OP_URN], Operations: [TITLE], operations: [] };
    await refuseInBoth(twice, 'invalidSyntax');
    await refuseInBoth({ schemas: [PATCH_OP_URN], Operations: [{ ...TITLE, OP: 'add' }] }, 'invalidSyntax');
  });

  it.each([
    ['a bad value', { op: 'add', path: 'active', value: 'maybe' }, 400, 'invalidValue'],
    ['what is read-only', { op: 'replace', path: 'id', value: 'x' }, 400, 'mutability'],
    ['a path that cannot be read', { op: 'add', path: 'emails[', value: 'x' }, 400, 'invalidPath'],
    ['no target', { op: 'remove' }, 400, 'noTarget'],
    ['an unknown op', { op: 'move' }, 400, 'invalidSyntax'],
    ['a name that is taken', { op: 'replace', path: 'userName', value: 'taken' }, 409, 'uniqueness'],
  ])('PAT-6: nothing happens when one operation has %s', async (_case, wrong, status, scimType) => {
    await acme.create({ userName: 'taken' });
    const user = await newUser();

    for (const operations of [
      [TITLE, wrong],
      [wrong, TITLE],
      [TITLE, wrong, TITLE],
    ]) {
      await expectRefusal(acme.patch(user, ...operations), status, scimType);
    }

    expect(await acme.find(user)).toEqual(user);
  });

  it('PAT-6: nothing happens to a group either, nor to its members', async () => {
    const user = await newUser();
    const group = await aGroup(acme, 'pat-6');
    const good = { op: 'add', path: 'members', value: [{ value: user.id }] };

    await expectRefusal(
      patchGroup(acme, group, good, { op: 'remove', path: 'displayName' }),
      400,
      'mutability',
    );
    await expectRefusal(
      patchGroup(acme, group, good, { op: 'replace', path: 'id', value: 'x' }),
      400,
      'mutability',
    );

    expect(await findGroup(acme, group)).toEqual(group);
    expect(await acme.find(user)).toEqual(user);
  });

  it.each([
    ['an add, and its removal', ['add', 'remove'], undefined],
    ['a removal, and an add', ['remove', 'add'], 'New'],
    ['two values', ['add', 'replace'], 'Newer'],
  ])('PAT-7: applies in order %s', async (_case, ops, expected) => {
    const operations = ops.map((op, index) => ({
      op,
      path: 'title',
      ...(op !== 'remove' && { value: index === 1 && ops[0] !== 'remove' ? 'Newer' : 'New' }),
    }));

    const { body } = await acme.patch(await newUser(), ...operations).expect(200);

    expect(body.title).toBe(expected);
  });

  it('PAT-7: an operation finds what the one before has made', async () => {
    const operations = [
      { op: 'add', path: 'emails', value: [{ type: 'work', value: 'a' }] },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'b' },
      { op: 'replace', path: 'emails[value eq "b"].type', value: 'home' },
    ];
    for (const client of [acme, strict]) {
      const { body } = await client.patch(await newUser(client), ...operations).expect(200);
      expect(body.emails).toEqual([{ type: 'home', value: 'b' }]);
    }
  });

  it('PAT-7: an operation on members sees the ones before', async () => {
    const [one, two] = [await newUser(), await newUser()];
    const group = await aGroup(acme, 'pat-7', one);
    const member = (user: UserBody) => ({ op: 'add', path: 'members', value: [{ value: user.id }] });

    await patchGroup(acme, group, { op: 'remove', path: 'members' }, member(two)).expect(204);
    expect(await memberIds(acme, group)).toEqual([two.id]);
    await patchGroup(acme, group, member(one), {
      op: 'remove',
      path: `members[value eq "${one.id}"]`,
    }).expect(204);
    expect(await memberIds(acme, group)).toEqual([two.id]);
  });

  it('PAT-8: 200 with the whole user, whether something changes or not', async () => {
    const user = await newUser();

    const changed = await acme.patch(user, TITLE).expect(200);
    const same = await acme.patch(user, TITLE).expect(200);

    expect(await acme.find(user)).toEqual(changed.body);
    expect(same.body).toEqual(changed.body);
    expect(changed.body).toMatchObject({ ...user, title: 'New', meta: expect.anything() });
  });

  it('PAT-8, PAT-11: 204 without a body for a group, with ETag and Location', async () => {
    const group = await aGroup(acme, 'pat-8');

    const response = await patchGroup(acme, group, {
      op: 'replace',
      path: 'displayName',
      value: 'New',
    }).expect(204);

    const found = await findGroup(acme, group);
    expect(found.displayName).toBe('New');
    expect(response.text).toBeFalsy();
    expect(response.headers).toMatchObject({ etag: found.meta.version, location: group.meta.location });
    expect(found.meta.version).not.toBe(group.meta.version);
  });

  it('PAT-9: with a choice of attributes 200, with these', async () => {
    const [user, group] = [await newUser(), await aGroup(acme, 'pat-9')];
    const sent = { schemas: [PATCH_OP_URN], Operations: [{ op: 'add', value: { displayName: 'Nine' } }] };

    for (const [path, id] of [
      [`/Users/${user.id}`, user.id],
      [`/Groups/${group.id}`, group.id],
    ] as const) {
      const schemas = (await acme.get(path)).body.schemas as unknown;
      const chosen = await acme.send('patch', `${path}?attributes=displayName`, sent).expect(200);
      expect(chosen.body).toEqual({ schemas, id, displayName: 'Nine' });
      const others = await acme.send('patch', `${path}?excludedAttributes=displayName`, sent).expect(200);
      expect(others.body).toMatchObject({ id, meta: expect.anything() });
      expect(others.body).not.toHaveProperty('displayName');
    }
  });

  it('PAT-9: shows what is returned on request when it was sent', async () => {
    const user = await newUser();

    const set = await acme.patch(user, { op: 'add', path: `${ACME_URN}:hint`, value: 'Rex' }).expect(200);
    const other = await acme.patch(user, TITLE).expect(200);

    expect(other.body).not.toHaveProperty([ACME_URN]);
    expect(set.body).toMatchObject({ [ACME_URN]: { hint: 'Rex' } });
  });

  it.each([
    [400, 'noTarget', { op: 'remove' }],
    [400, 'invalidValue', { op: 'add', path: 'title' }],
    [400, 'invalidPath', { op: 'add', path: 'name..x', value: 'a' }],
    [400, 'mutability', { op: 'remove', path: 'meta' }],
  ])('PAT-10: a failure has status %i, and an Error of type %s', async (status, scimType, operation) => {
    await expectRefusal(acme.patch(await newUser(), operation), status, scimType);
    await expectRefusal(strict.patch(await newUser(strict), operation), status, scimType);
    await expectRefusal(
      patchGroup(acme, await aGroup(acme, `pat-10-${scimType}`), operation),
      status,
      scimType,
    );
  });

  it('PAT-11: ETag and Location are those of the user', async () => {
    const { body, headers } = await acme.patch(await newUser(), TITLE).expect(200);

    expect(headers).toMatchObject({ etag: body.meta.version, location: body.meta.location });
  });

  it.each([
    ['an unknown user', () => Promise.resolve(`/Users/${randomUUID()}`)],
    ["another tenant's user", async () => `/Users/${(await newUser(globex)).id}`],
    ["another tenant's group", async () => `/Groups/${(await aGroup(globex, `g-${randomUUID()}`)).id}`],
  ])('PAT-12: 404 before the body is looked at: %s', async (_case, pathOf) => {
    const path = await pathOf();
    const before = (await globex.get(path)).body as unknown;

    for (const body of [{}, { schemas: [PATCH_OP_URN], Operations: [TITLE] }, []]) {
      await expectRefusal(acme.send('patch', path, body), 404);
    }

    expect((await globex.get(path)).body).toEqual(before);
  });

  it.each(['/Users', '/Groups'])('PAT-13: refuses PATCH of %s', async (path) => {
    const { headers } = await acme.send('patch', path, {});

    await expectRefusal(acme.send('patch', path, { schemas: [PATCH_OP_URN], Operations: [TITLE] }), 405);
    expect(headers.allow).toContain('GET');
    expect(headers.allow).not.toContain('PATCH');
  });
});
