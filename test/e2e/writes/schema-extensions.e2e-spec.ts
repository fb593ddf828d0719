import { USER_URN } from '@flosum/scim-schema';
import { OperatorClient } from '../../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';

const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

const ATTRIBUTES = [
  { name: 'badge', uniqueness: 'server' },
  { name: 'keys', multiValued: true, uniqueness: 'server', caseExact: true },
  { name: 'level', type: 'integer' },
  { name: 'rate', type: 'decimal' },
  { name: 'external', type: 'boolean' },
  { name: 'since', type: 'dateTime' },
  { name: 'hiredAs', mutability: 'immutable' },
  { name: 'pin', mutability: 'writeOnly' },
  { name: 'note', returned: 'request' },
  { name: 'site', type: 'complex', subAttributes: [{ name: 'city' }, { name: 'floor', type: 'integer' }] },
  { name: 'skills', multiValued: true },
];

describe('the attributes that a tenant has defined', () => {
  let app: RunningApp;
  let operator: OperatorClient;
  let tenant: NewTenant;
  let acme: ScimClient;
  let globex: ScimClient;
  let names = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
    tenant = await app.newTenant('acme');
    acme = tenant.client;
    globex = await app.clientOfNewTenant('globex');
    await operator
      .send('put', `/tenants/acme/schema-extensions/${URN}`, { name: 'Acme', attributes: ATTRIBUTES })
      .expect(201);
  });
  afterAll(() => app.stop());

  async function aUserWith(extension: object): Promise<UserBody> {
    return acme.aUser({ userName: `user-${(names += 1)}`, [URN]: extension });
  }

  const read = async (user: UserBody, query = ''): Promise<unknown> =>
    ((await acme.get(`/Users/${user.id}${query}`).expect(200)).body as UserBody)[URN];

  it('stand in /Schemas and /ResourceTypes of the tenant, and of no other', async () => {
    const { body } = await acme.get(`/Schemas/${URN}`).expect(200);
    expect(body).toMatchObject({
      id: URN,
      name: 'Acme',
      attributes: expect.arrayContaining([
        expect.objectContaining({ name: 'badge', type: 'string', uniqueness: 'server' }),
        expect.objectContaining({ name: 'level', type: 'integer', multiValued: false }),
      ]),
    });
    expect((await acme.get('/ResourceTypes/User').expect(200)).body).toMatchObject({
      schemaExtensions: expect.arrayContaining([{ schema: URN, required: false }]),
    });
    await globex.get(`/Schemas/${URN}`).expect(404);
    const theirs = await globex.aUser({ userName: 'theirs', [URN]: { badge: '7' } });
    expect(theirs).not.toHaveProperty([URN]);
    await globex.get(`/Users?filter=${encodeURIComponent(`${URN}:badge eq "7"`)}`).expect(400);
  });

  it('come back as they were sent, with their URN in schemas', async () => {
    const sent = {
      badge: 'B-1',
      keys: ['k1', 'k2'],
      level: 3,
      rate: 1.5,
      external: true,
      since: '2026-01-31T08:00:00+02:00',
      site: { city: 'Bern', floor: 2 },
      skills: ['welding'],
    };
    const user = await aUserWith(sent);
    expect(user).toMatchObject({ schemas: [USER_URN, URN], [URN]: sent });
    expect(await read(user)).toEqual(sent);
  });

  it.each([
    ['level', 1.5],
    ['level', '3'],
    ['rate', 'much'],
    ['external', 'maybe'],
    ['since', '2026-01-31'],
    ['site', { floor: 'second' }],
    ['badge', { value: 'x' }],
  ])('are checked: %s = %j is 400', async (name, value) => {
    const { body } = await acme.create({ userName: 'never', [URN]: { [name]: value } }).expect(400);
    expect(body).toMatchObject({ scimType: 'invalidValue', detail: expect.stringContaining(name) });
    const user = await aUserWith({ skills: ['x'] });
    await acme.patch(user, { op: 'replace', path: `${URN}:${name}`, value }).expect(400);
  });

  it.each([
    [`${URN}:badge eq "f-1"`, true],
    [`${URN}:badge eq "f-2"`, false],
    [`${URN}:keys eq "Key-F"`, true],
    [`${URN}:keys eq "key-f"`, false],
    [`${URN}:level gt 4`, true],
    [`${URN}:level lt 5`, false],
    [`${URN}:since lt "2026-01-31T06:00:01Z"`, true],
    [`${URN}:site.city sw "ber"`, true],
    [`${URN}:skills eq "Welding"`, true],
    [`${URN}:badge pr`, true],
  ])('are filtered by: %s', async (filter, found) => {
    const [known] = (await acme.filter('userName eq "filtered"')).Resources;
    const user =
      known ??
      (await acme.aUser({
        userName: 'filtered',
        [URN]: {
          badge: 'F-1',
          keys: ['Key-F'],
          level: 5,
          since: '2026-01-31T08:00:00+02:00',
          site: { city: 'Bern' },
          skills: ['welding'],
        },
      }));
    const { Resources } = await acme.filter(`userName eq "filtered" and ${filter}`);
    expect(Resources.map(({ id }) => id)).toEqual(found ? [user.id] : []);
    const alone = (await acme.filter(filter)).Resources.some(({ id }) => id === user.id);
    expect(alone).toBe(found);
  });

  it('are patched by paths, by keys of a value, and by the URN alone', async () => {
    const user = await aUserWith({ level: 1 });
    await acme
      .patch(
        user,
        { op: 'Add', path: `${URN}:badge`, value: 'P-1' },
        { op: 'replace', value: { [`${URN}:level`]: 2, [`${URN}:site.city`]: 'Bern' } },
        { op: 'add', path: URN, value: { skills: ['a', 'b'] } },
        { op: 'remove', path: `${URN}:skills[value eq "a"]` },
      )
      .expect(200);
    expect(await read(user)).toEqual({ badge: 'P-1', level: 2, site: { city: 'Bern' }, skills: ['b'] });
    await acme.patch(user, { op: 'remove', path: URN }).expect(200);
    expect(await acme.find(user)).toMatchObject({ schemas: [USER_URN] });
  });

  it('keep an immutable value, by PATCH and by PUT', async () => {
    const user = await aUserWith({ hiredAs: 'welder', level: 1 });
    const { body } = await acme
      .patch(user, { op: 'replace', path: `${URN}:hiredAs`, value: 'boss' })
      .expect(400);
    expect(body).toMatchObject({ scimType: 'mutability' });
    const put = (extension: object) =>
      acme.send('put', `/Users/${user.id}`, {
        schemas: [USER_URN, URN],
        userName: user.userName,
        [URN]: extension,
      });
    await put({ hiredAs: 'boss' }).expect(400);
    await put({ level: 2 }).expect(200);
    expect(await read(user)).toEqual({ hiredAs: 'welder', level: 2 });
  });

  it('keep a secret: it is stored, and never told', async () => {
    const user = await aUserWith({ pin: 'hush-1', level: 1 });
    await acme.patch(user, { op: 'replace', path: `${URN}:pin`, value: 'hush-2' }).expect(200);
    await acme.send('put', `/Users/${user.id}`, { schemas: [USER_URN], userName: user.userName }).expect(200);

    const [row] = await app.owner.query<{ resource: Record<string, unknown> }>(
      'select resource from users where id = $1',
      [user.id],
    );
    expect(row?.resource[URN]).toEqual({ pin: 'hush-2' });
    for (const query of ['', `?attributes=${URN}:pin`, `?attributes=${URN}`]) {
      expect(JSON.stringify((await acme.get(`/Users/${user.id}${query}`).expect(200)).body)).not.toMatch(
        /hush/,
      );
    }
    await acme.get(`/Users?filter=${encodeURIComponent(`${URN}:pin eq "hush-2"`)}`).expect(400);
    const history = await operator.send('get', `/tenants/acme/users/${user.id}/history`).expect(200);
    expect(JSON.stringify(history.body)).not.toMatch(/hush/);
    expect(history.body).toMatchObject({ items: [{}, { attributes: [{ path: `${URN}:pin` }] }, {}] });
    const changes = await app.owner.query(
      `select 1 as found from changes where resource::text like '%hush%' or attributes::text like '%hush%'`,
      [],
    );
    expect(changes).toEqual([]);
  });

  it('are shown on request only, where they say so', async () => {
    const user = await aUserWith({ note: 'tall', level: 1 });
    expect(await read(user)).toEqual({ level: 1 });
    expect(await read(user, `?attributes=${URN}:note`)).toEqual({ note: 'tall' });
  });

  it('are unique in the tenant, without case where case does not count', async () => {
    const user = await aUserWith({ badge: 'Unique-1', keys: ['K-1', 'K-2'] });
    const other = await aUserWith({ badge: 'Unique-2', keys: ['K-3'] });

    for (const extension of [{ badge: 'UNIQUE-1' }, { keys: ['K-2'] }]) {
      const { body } = await acme.create({ userName: 'second', [URN]: extension }).expect(409);
      const [name = ''] = Object.keys(extension);
      expect(body).toMatchObject({
        scimType: 'uniqueness',
        detail: expect.stringContaining(`${URN}:${name}`),
      });
      await acme
        .patch(other, { op: 'replace', path: `${URN}:${name}`, value: Object.values(extension)[0] })
        .expect(409);
    }
    expect(await read(other)).toEqual({ badge: 'Unique-2', keys: ['K-3'] });
    await acme.patch(other, { op: 'add', path: `${URN}:keys`, value: ['k-1'] }).expect(200);
    await acme.patch(user, { op: 'replace', path: `${URN}:badge`, value: 'unique-1' }).expect(200);
    await acme.patch(user, { op: 'remove', path: `${URN}:badge` }).expect(200);
    await acme.patch(other, { op: 'replace', path: `${URN}:badge`, value: 'Unique-1' }).expect(200);
    await acme.send('delete', `/Users/${other.id}`).expect(204);
    await aUserWith({ badge: 'Unique-1' });
  });

  it('block nobody from being disabled, when one of them becomes required later', async () => {
    const user = await aUserWith({ level: 1 });
    const required = [...ATTRIBUTES, { name: 'building', required: true }];
    await operator
      .send('put', `/tenants/acme/schema-extensions/${URN}`, { name: 'Acme', attributes: required })
      .expect(200);

    await acme.create({ userName: 'without', [URN]: { level: 1 } }).expect(400);
    expect(
      (await acme.patch(user, { op: 'Replace', path: 'active', value: 'False' }).expect(200)).body,
    ).toMatchObject({ active: false });
    await operator
      .send('put', `/tenants/acme/schema-extensions/${URN}`, { name: 'Acme', attributes: ATTRIBUTES })
      .expect(200);
  });
});
