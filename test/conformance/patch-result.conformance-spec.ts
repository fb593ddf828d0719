import { USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { aGroup, groupIds, memberIds, patchGroup } from '../harness/group-requests.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser, REQUIRED_KINDS } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

describe('RFC 7644 section 3.5.2: the result of a PATCH', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let strict: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    globex = await app.clientOfNewTenant('globex', { groupProvisioning: true });
    strict = await app.clientOfNewTenant('strict', { dialect: 'strict' });
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'globex', EVERY_KIND);
    await extendUser(app, 'strict', REQUIRED_KINDS);
  });
  afterAll(() => app.stop());

  function newUser(client = acme, attributes: object = {}): Promise<UserBody> {
    count += 1;
    return client.aUser({ schemas: [USER_URN, ACME_URN], userName: `user-${count}`, ...attributes });
  }

  it('PAT-14: refuses a name that is taken, in any case, but not by another tenant', async () => {
    const [user, taken, theirs] = [await newUser(), await newUser(), await newUser(globex)];
    const rename = (userName: string) =>
      acme.patch(user, { op: 'replace', path: 'userName', value: userName });

    await expectRefusal(rename(taken.userName.toUpperCase()), 409, 'uniqueness');
    expect(await acme.find(user)).toEqual(user);
    const { body } = await rename(theirs.userName.toUpperCase()).expect(200);
    expect(body.userName).toBe(theirs.userName.toUpperCase());
  });

  it('PAT-14: refuses a unique value of the extension that is taken, but not by another tenant', async () => {
    const user = await newUser();
    await newUser(acme, { [ACME_URN]: { badge: 'B-1' } });
    await newUser(globex, { [ACME_URN]: { badge: 'B-2' } });
    const give = (badge: string) => acme.patch(user, { op: 'add', path: `${ACME_URN}:badge`, value: badge });

    await expectRefusal(give('b-1'), 409, 'uniqueness');
    expect(await acme.find(user)).toEqual(user);
    const { body } = await give('B-2').expect(200);
    expect(body[ACME_URN]).toEqual({ badge: 'B-2' });
  });

  it('PAT-14: refuses the name of another group, but not of another tenant', async () => {
    const group = await aGroup(acme, 'pat-14');
    await aGroup(acme, 'pat-14-taken');
    await aGroup(globex, 'pat-14-theirs');
    const rename = (value: string) => patchGroup(acme, group, { op: 'replace', path: 'displayName', value });

    await expectRefusal(rename('PAT-14-taken'), 409, 'uniqueness');
    await rename('pat-14-theirs').expect(204);
  });

  const TWO_PRIMARY = [
    { value: 'a', primary: true },
    { value: 'b', primary: true },
  ];

  it.each([
    [{ op: 'add', path: 'emails', value: TWO_PRIMARY }],
    [{ op: 'replace', path: 'emails', value: TWO_PRIMARY }],
    [{ op: 'add', value: { emails: TWO_PRIMARY } }],
    [{ op: 'replace', value: { userName: '' } }],
    [{ op: 'add', path: ACME_URN, value: { grade: 'a' } }],
    [{ op: 'add', path: `${ACME_URN}:floors`, value: [1] }],
  ])('PAT-14: refuses what would leave a user that may not be: %j', async (operation) => {
    const user = await newUser(strict);

    await expectRefusal(strict.patch(user, operation), 400, 'invalidValue');

    expect(await strict.find(user)).toEqual(user);
  });

  it('PAT-14: what several operations make together counts', async () => {
    const user = await newUser(strict);

    const { body } = await strict
      .patch(
        user,
        { op: 'add', path: `${ACME_URN}:grade`, value: 'a' },
        { op: 'add', path: `${ACME_URN}:floors`, value: [1, 2] },
      )
      .expect(200);

    expect(body).toMatchObject({ schemas: [USER_URN, ACME_URN], [ACME_URN]: { grade: 'a', floors: [1, 2] } });
  });

  it('PAT-15: of 20 changes of one user at the same moment none is lost', async () => {
    const user = await newUser();
    const types = Array.from({ length: 20 }, (_, index) => `type-${index}`);

    const answers = await Promise.all(
      types.map((type) => acme.patch(user, { op: 'add', path: 'emails', value: [{ type, value: type }] })),
    );

    expect(answers.map(({ status }) => status)).toEqual(types.map(() => 200));
    const emails = (await acme.find(user)).emails as readonly { type: string }[];
    expect(emails.map(({ type }) => type).sort()).toEqual([...types].sort());
  });

  it('PAT-15: of 20 members that come and 10 that go at the same moment none is lost', async () => {
    const users = await Promise.all(Array.from({ length: 30 }, () => newUser()));
    const group = await aGroup(acme, 'pat-15', ...users.slice(20));

    const answers = await Promise.all(
      users.map(({ id }, index) =>
        patchGroup(
          acme,
          group,
          index < 20
            ? { op: 'add', path: 'members', value: [{ value: id }] }
            : { op: 'remove', path: `members[value eq "${id}"]` },
        ),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(users.map(() => 204));
    const members = users.slice(0, 20).map(({ id }) => id);
    expect(await memberIds(acme, group)).toEqual([...members].sort());
    expect(await groupIds(acme, { id: members[0] ?? '' })).toEqual([group.id]);
    expect(await groupIds(acme, users[29] ?? { id: '' })).toEqual([]);
  });

  it('PAT-15: of changes of one version one is made, and the others are refused', async () => {
    const user = await newUser();

    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((value) =>
        acme.patch(user, { op: 'replace', path: 'title', value }).set('If-Match', user.meta.version),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect((await acme.find(user)).title).toBe(answers.find(({ status }) => status === 200)?.body.title);
  });
});
