import { ENTERPRISE_USER_URN, GROUP_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

const UUID = /^[0-9a-f-]{36}$/;

describe('Resources', () => {
  let app: RunningApp;
  let client: ScimClient;
  let other: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    client = await app.clientOfNewTenant('people');
    other = await app.clientOfNewTenant('other');
  });
  afterAll(() => app.stop());

  async function refuse(body: object, status = 400): Promise<unknown> {
    const response = await client.send('post', '/Users', body).expect(status);
    expect(response.body).toMatchObject({ status: String(status) });
    return (response.body as { scimType?: unknown }).scimType;
  }

  it.each([{}, { schemas: [] }, { schemas: null }, { schemas: USER_URN }, { schemas: [1] }])(
    'RES-1: refuses a body with %j',
    async (schemas) => {
      expect(await refuse({ ...schemas, userName: 'x' })).toBe('invalidSyntax');
    },
  );

  it('RES-2, RES-5: refuses the schema of another type, and a body without its own', async () => {
    expect(await refuse({ schemas: [USER_URN, GROUP_URN], userName: 'x' })).toBe('invalidSyntax');
    expect(await refuse({ schemas: [ENTERPRISE_USER_URN], userName: 'x' })).toBe('invalidSyntax');
  });

  it('RES-3: lists a schema once', async () => {
    const user = await client.aUser({ schemas: [USER_URN, USER_URN], userName: 'res-3' });
    expect(user.schemas).toEqual([USER_URN]);
  });

  it('RES-4, RES-6: takes schemas in any order, extensions under their URN', async () => {
    const user = await client.aUser({
      schemas: [ENTERPRISE_USER_URN, USER_URN],
      userName: 'res-4',
      [ENTERPRISE_USER_URN]: { department: 'Tours' },
    });
    expect(await client.find(user)).toMatchObject({ [ENTERPRISE_USER_URN]: { department: 'Tours' } });
    expect(new Set(user.schemas as readonly string[])).toEqual(new Set([USER_URN, ENTERPRISE_USER_URN]));
  });

  it('RES-7, RES-8: lists an extension exactly while the user has it', async () => {
    const user = await client.aUser({ userName: 'res-7', [ENTERPRISE_USER_URN]: { department: 'Tours' } });
    expect(user.schemas).toEqual([USER_URN, ENTERPRISE_USER_URN]);
    await client.patch(user, { op: 'remove', path: `${ENTERPRISE_USER_URN}:department` }).expect(200);
    const found = await client.find(user);
    expect(found.schemas).toEqual([USER_URN]);
    expect(found).not.toHaveProperty([ENTERPRISE_USER_URN]);
    const empty = await client.aUser({ schemas: [USER_URN, ENTERPRISE_USER_URN], userName: 'res-8' });
    expect(empty.schemas).toEqual([USER_URN]);
  });

  it('RES-9, RES-10, RES-11: issues an id of its own, never twice', async () => {
    const first = await client.aUser({ userName: 'res-9', id: 'x' });
    expect(first.id).toMatch(UUID);
    await client.send('delete', `/Users/${first.id}`).expect(204);
    const second = await client.aUser({ userName: 'res-9', id: first.id });
    expect(second.id).not.toBe(first.id);
    expect((await client.find(second)).id).toBe(second.id);
  });

  it('RES-12: invents no externalId', async () => {
    expect(await client.aUser({ userName: 'res-12' })).not.toHaveProperty('externalId');
  });

  it('RES-13, RES-14: takes the same externalId in two tenants, and twice in one', async () => {
    await client.aUser({ userName: 'res-13', externalId: 'same' });
    await other.aUser({ userName: 'res-13', externalId: 'same' });
    await client.aUser({ userName: 'res-14', externalId: 'same' });
    expect(await client.filter('externalId eq "same"')).toMatchObject({ totalResults: 2 });
    expect(await other.filter('externalId eq "same"')).toMatchObject({ totalResults: 1 });
  });

  it('RES-15, RES-16, RES-20, TYP-4: makes meta itself', async () => {
    const before = Date.now();
    const { meta } = await client.aUser({
      userName: 'res-15',
      meta: { created: '1999-01-01T00:00:00Z', resourceType: 'Group', version: 'x', location: 'y' },
    });
    const { created, ...rest } = meta as typeof meta & { created: string };
    expect(created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    expect(Date.parse(created)).toBeGreaterThan(before - 5_000);
    expect(rest).toMatchObject({ resourceType: 'User', lastModified: created, version: 'W/"1"' });
  });

  it('RES-17: moves lastModified forward with a change', async () => {
    const user = await client.aUser({ userName: 'res-17' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await client.patch(user, { op: 'replace', path: 'title', value: 'x' }).expect(200);
    const changed = await client.find(user);
    expect(Date.parse(changed.meta.lastModified)).toBeGreaterThan(Date.parse(user.meta.lastModified));
  });

  it('RES-18, RES-19: says where the user is and in which version', async () => {
    const user = await client.aUser({ userName: 'res-18' });
    const response = await client.get(`/Users/${user.id}`).expect(200);
    expect(response.headers.etag).toBe(user.meta.version);
    expect(response.headers['content-location'] ?? user.meta.location).toBe(user.meta.location);
    expect(user.meta.location).toMatch(/^https:\/\/.*\/Users\//);
    const path = new URL(user.meta.location).pathname.replace(/^.*\/Users\//, '/Users/');
    expect((await client.get(path).expect(200)).body).toEqual(user);
  });

  it('RES-22, RES-23: takes null and [] for no value', async () => {
    const user = await client.aUser({ userName: 'res-22', nickName: null, emails: [], name: null });
    for (const name of ['nickName', 'emails', 'name']) expect(user).not.toHaveProperty(name);
    expect(
      await client.filter('userName eq "res-22" and (nickName pr or emails pr or name pr)'),
    ).toMatchObject({
      totalResults: 0,
    });
  });

  it('RES-22, RES-23: so it does in a PUT', async () => {
    const user = await client.aUser({
      userName: 'res-22-put',
      nickName: 'Babs',
      emails: [{ value: 'a@b.test' }],
    });
    const { body } = await client
      .send('put', `/Users/${user.id}`, {
        schemas: [USER_URN],
        userName: 'res-22-put',
        nickName: null,
        emails: [],
      })
      .expect(200);
    for (const name of ['nickName', 'emails']) expect(body).not.toHaveProperty(name);
    expect(await client.find(user)).toEqual(body);
    expect(await client.filter('userName eq "res-22-put" and (nickName pr or emails pr)')).toMatchObject({
      totalResults: 0,
    });
  });

  it('RES-24, RES-27: neither stores nor shows what it does not know', async () => {
    const user = await client.aUser({
      userName: 'res-24',
      shoeSize: 44,
      name: { shoeSize: 44, givenName: 'A' },
    });
    expect(JSON.stringify(user)).not.toContain('shoeSize');
    expect(await client.find(user)).toEqual(user);
  });

  it.each([{}, { userName: '' }, { userName: null }])('USR-1: refuses %j as a user', async (attributes) => {
    expect(await refuse({ schemas: [USER_URN], ...attributes })).toBe('invalidValue');
  });

  it('USR-2: refuses a user name that exists, whatever its case and form', async () => {
    await client.aUser({ userName: 'Ren\u00e9' });
    for (const userName of ['Ren\u00e9', 'REN\u00c9', 'Rene\u0301']) {
      expect(await refuse({ schemas: [USER_URN], userName }, 409)).toBe('uniqueness');
    }
    await other.aUser({ userName: 'Ren\u00e9' });
  });

  it('USR-7, USR-8, USR-9, USR-15, USR-18, USR-19, ENT-1: keeps everything that a user may have', async () => {
    const attributes = {
      userName: 'bjensen@example.com',
      externalId: '701984',
      name: {
        formatted: 'Ms. Barbara J Jensen, III',
        familyName: 'Jensen',
        givenName: 'Barbara',
        middleName: 'Jane',
        honorificPrefix: 'Ms.',
        honorificSuffix: 'III',
      },
      displayName: 'Babs Jensen',
      nickName: 'Babs',
      profileUrl: 'https://login.example.com/bjensen',
      title: 'Tour Guide',
      userType: 'Employee',
      preferredLanguage: 'en-US',
      locale: 'en_US',
      timezone: 'America/Los_Angeles',
      active: true,
      emails: [{ value: 'bjensen@example.com', type: 'work', primary: true, display: 'Work' }],
      phoneNumbers: [{ value: '555-555-8377', type: 'mobile' }],
      ims: [{ value: 'someaimhandle', type: 'aim' }],
      photos: [{ value: 'https://photos.example.com/F', type: 'photo' }],
      addresses: [
        {
          type: 'work',
          streetAddress: '100 Universal City Plaza',
          locality: 'Hollywood',
          region: 'CA',
          postalCode: '91608',
          country: 'US',
          formatted: '100 Universal City Plaza\nHollywood, CA 91608 USA',
          primary: true,
        },
      ],
      entitlements: [{ value: 'a' }],
      roles: [{ value: 'admin', type: 'x', primary: true }],
      x509Certificates: [{ value: 'MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwTjELMAkGA1UE' }],
      [ENTERPRISE_USER_URN]: {
        employeeNumber: '701984',
        costCenter: '4130',
        organization: 'Universal Studios',
        division: 'Theme Park',
        department: 'Tour Operations',
        manager: { value: '26118915-6090-4610-87e4-49d8ca9f808d', $ref: '../Users/26118915' },
      },
    };
    const user = await client.aUser(attributes);
    expect(user).toMatchObject(attributes);
    expect(await client.find(user)).toEqual(user);
  });

  it('USR-10, USR-14, USR-16: keeps formats as they were sent', async () => {
    const attributes = { addresses: [{ country: 'USA' }], photos: [{ value: 'http://127.0.0.1:1/page' }] };
    expect(await client.aUser({ userName: 'usr-10', ...attributes })).toMatchObject(attributes);
  });

  it('USR-11: does not take groups from a client', async () => {
    const user = await client.aUser({ userName: 'usr-11', groups: [{ value: 'g' }] });
    expect(user).not.toHaveProperty('groups');
    const { body } = await client
      .patch(user, { op: 'add', path: 'groups', value: [{ value: 'g' }] })
      .expect(400);
    expect(body).toMatchObject({ scimType: 'mutability' });
  });

  it('USR-13: shows a user that is not active', async () => {
    const user: UserBody = await client.aUser({ userName: 'usr-13', active: false });
    expect(await client.find(user)).toMatchObject({ active: false });
    expect(await client.filter('userName eq "usr-13"')).toMatchObject({ totalResults: 1 });
  });

  it('ENT-2: ignores the name of a manager', async () => {
    const user = await client.aUser({
      userName: 'ent-2',
      [ENTERPRISE_USER_URN]: { manager: { value: 'M1', displayName: 'Mallory' } },
    });
    expect(JSON.stringify(user)).not.toContain('Mallory');
  });
});
