import { aGroup, memberIds, patchGroup } from '../harness/group-requests.js';
import { ACME_URN } from '../harness/schema-extension.js';
import type { ScimClient } from '../harness/scim-client.js';
import { HOME, NAME, TwoDialects, WORK } from './two-dialects.js';

describe('RFC 7644 section 3.5.2.1: PATCH add to lists', () => {
  let dialects: TwoDialects;
  let acme: ScimClient;
  let strict: ScimClient;

  beforeAll(async () => {
    dialects = await TwoDialects.start();
    ({ acme, strict } = dialects);
  });
  afterAll(() => dialects.app.stop());

  it.each([
    ['emails', [{ value: 'c' }, { value: 'd' }], { emails: [WORK, HOME, { value: 'c' }, { value: 'd' }] }],
    ['emails', { value: 'c' }, { emails: [WORK, HOME, { value: 'c' }] }],
    [`${ACME_URN}:tags`, ['y', 'z'], { [ACME_URN]: { tags: ['x', 'y', 'z'] } }],
    [`${ACME_URN}:tags`, 'y', { [ACME_URN]: { tags: ['x', 'y'] } }],
  ])('PAA-5: appends to %s by %j', async (path, value, expected) => {
    await dialects.patchInBoth([{ op: 'add', path, value }], expected, { [ACME_URN]: { tags: ['x'] } });
  });

  it('PAA-5: appends members to a group, by a list or by one object', async () => {
    const [one, two, three] = [
      await dialects.newUser(acme),
      await dialects.newUser(acme),
      await dialects.newUser(acme),
    ];
    const group = await aGroup(acme, 'paa-5', one);

    await patchGroup(acme, group, { op: 'add', path: 'members', value: [{ value: two.id }] }).expect(204);
    await patchGroup(acme, group, { op: 'add', path: 'members', value: { value: three.id } }).expect(204);

    expect(await memberIds(acme, group)).toEqual([one.id, two.id, three.id].sort());
  });

  it.each([
    { path: 'emails', value: [WORK] },
    { path: 'emails', value: { value: 'a', type: 'work' } },
    { path: 'emails', value: [HOME, WORK] },
    { path: 'emails[type eq "home"].value', value: 'b' },
    { path: 'name', value: { givenName: 'Barbara' } },
    { path: 'active', value: true },
    { path: `${ACME_URN}:tags`, value: ['x'] },
    { value: { name: NAME, emails: [HOME], active: true } },
  ])('PAA-7, PAA-8: adds nothing twice, and moves no version: %j', async (operation) => {
    for (const client of [acme, strict]) {
      const user = await dialects.newUser(client, { [ACME_URN]: { tags: ['x'] } });
      const { body } = await client.patch(user, { op: 'add', ...operation }).expect(200);
      expect(body).toEqual(user);
      expect(await client.find(user)).toEqual(user);
    }
  });

  it('PAA-7, PAA-8: adds no member twice, and moves no version of the group', async () => {
    const user = await dialects.newUser(acme);
    const group = await aGroup(acme, 'paa-7', user);

    const { headers } = await patchGroup(acme, group, {
      op: 'add',
      path: 'members',
      value: [{ value: user.id }],
    });

    expect(headers.etag).toBe(group.meta.version);
    expect((await acme.get(`/Groups/${group.id}`).expect(200)).body).toEqual(group);
  });

  it('PAA-9: sets the part of all values that match', async () => {
    const two = [{ value: 'a', type: 'work' }, { value: 'b', type: 'work' }, HOME];
    const display = { display: 'New' };
    const expected = { emails: [{ ...two[0], ...display }, { ...two[1], ...display }, HOME] };

    await dialects.patchInBoth(
      [{ op: 'add', path: 'emails[type eq "work"].display', value: 'New' }],
      expected,
      {
        emails: two,
      },
    );
  });

  it.each([
    ['phoneNumbers[type eq "fax"].value', '1', { phoneNumbers: [{ type: 'fax', value: '1' }] }],
    [
      'emails[type eq "other" and primary eq false].value',
      'c',
      { emails: [WORK, HOME, { type: 'other', value: 'c' }] },
    ],
    ['phoneNumbers[type eq "fax"]', { value: '1' }, { phoneNumbers: [{ type: 'fax', value: '1' }] }],
  ])(
    'PAA-10: refuses in the strict dialect, and makes in the tolerant one, %s',
    async (path, value, expected) => {
      await dialects.refuse(strict, { op: 'add', path, value }, 'noTarget');

      const { body } = await acme.patch(await dialects.newUser(acme), { op: 'add', path, value }).expect(200);

      expect(body).toMatchObject(expected);
    },
  );

  const NEW_PRIMARY = { value: 'c', type: 'other', primary: true };

  it.each([
    [{ path: 'emails', value: [NEW_PRIMARY] }, [{ ...WORK, primary: false }, HOME, NEW_PRIMARY]],
    [{ value: { emails: NEW_PRIMARY } }, [{ ...WORK, primary: false }, HOME, NEW_PRIMARY]],
    [
      { path: 'emails[type eq "home"].primary', value: true },
      [
        { ...WORK, primary: false },
        { ...HOME, primary: true },
      ],
    ],
  ])('PAA-12: a new primary value is the only one: %j', async (operation, emails) => {
    await dialects.patchInBoth([{ op: 'add', ...operation }], { emails });
  });
});
