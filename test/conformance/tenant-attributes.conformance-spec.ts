import { SEARCH_REQUEST_URN, USER_URN } from '@flosum/scim-schema';
import type { Response } from 'supertest';
import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';
import type { ListBody, ScimClient, UserBody } from '../harness/scim-client.js';
import { defineExtension } from './define-extension.js';

const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
const CLEARANCE_URN = 'urn:ietf:params:scim:schemas:extension:clearance:2.0:User';

describe('RFC 7643 sections 2 and 7: attributes that a tenant defines', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let other: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    other = await app.clientOfNewTenant('other');
    await defineExtension(app, 'acme', URN, [
      { name: 'badge', caseExact: true },
      { name: 'pin', mutability: 'writeOnly', uniqueness: 'server' },
      { name: 'hint', returned: 'request' },
      { name: 'secret', returned: 'never' },
    ]);
    await defineExtension(app, 'acme', CLEARANCE_URN, [{ name: 'level', required: true }, { name: 'note' }]);
  });
  afterAll(() => app.stop());

  function newName(): string {
    count += 1;
    return `user-${count}`;
  }

  function postPin(pin: string) {
    const sent = { schemas: [USER_URN, URN], userName: newName(), [URN]: { pin } };
    return acme.send('post', '/Users', sent);
  }

  function newUser(attributes: object): Promise<UserBody> {
    return acme.aUser({ schemas: [USER_URN, URN], userName: newName(), [URN]: attributes });
  }

  async function find(filter: string, more = ''): Promise<readonly string[]> {
    return (await acme.filter(filter, more)).Resources.map(({ id }) => id);
  }

  it('SCH-13: the case of a value counts where the schema says so', async () => {
    const user = await newUser({ badge: 'SCH-13' });

    expect(await find(`${URN}:badge eq "SCH-13"`)).toEqual([user.id]);
    expect(await find(`${URN}:badge eq "sch-13"`)).toEqual([]);
  });

  /** What every kind of answer shows of a user. */
  async function everyAnswer(user: UserBody, query: string): Promise<readonly Response[]> {
    const filter = encodeURIComponent(`id eq "${user.id}"`);
    const put = { schemas: [USER_URN, URN], userName: user.userName, [URN]: { pin: `new-${user.userName}` } };
    return [
      await acme.get(`/Users/${user.id}?${query}`).expect(200),
      await acme.get(`/Users?filter=${filter}&${query}`).expect(200),
      await acme.get(`?filter=${filter}&${query}`).expect(200),
      await acme.patch({ id: `${user.id}?${query}` }, { op: 'add', path: 'title', value: 'x' }).expect(200),
      await acme.send('put', `/Users/${user.id}?${query}`, put).expect(200),
    ];
  }

  it('RES-25: what may only be written is never returned', async () => {
    const { text } = await postPin('pin-4711').expect(201);
    const user = JSON.parse(text) as UserBody;
    // It is there: nobody else may have the same.
    await postPin('PIN-4711').expect(409);

    const answers = [
      ...(await everyAnswer(user, '')),
      ...(await everyAnswer(user, `attributes=${URN}:pin,${URN},userName`)),
      await acme.send('post', '/Users/.search', {
        schemas: [SEARCH_REQUEST_URN],
        attributes: [`${URN}:pin`],
      }),
      await acme.get(`/Users/${user.id}?excludedAttributes=title`).expect(200),
    ];

    for (const answer of [text, ...answers.map((response) => response.text)]) {
      expect(answer).not.toMatch(/"pin"|pin-4711|new-user/i);
    }
  });

  it.each(['default', 'always', 'request'])(
    'RES-25: the operator cannot define an attribute that is written only and returned: %s',
    async (returned) => {
      const attributes = [{ name: 'code', mutability: 'writeOnly', returned }];

      const { body } = await new OperatorClient(app.url, OPERATOR_KEY)
        .send('put', `/tenants/acme/schema-extensions/urn:acme:code:User`, { name: 'Code', attributes })
        .expect(400);

      expect(body.errors).toMatchObject([{ field: 'attributes.0.returned' }]);
    },
  );

  it.each(['pin', 'secret'])(
    'FLM-24, SRT-12: no query can ask for what is not returned: %s',
    async (name) => {
      await newUser({ [name]: `flm-24-${name}` });

      for (const filter of [`${URN}:${name} sw "flm"`, `${URN}:${name} pr`]) {
        const { body } = await acme.get(`/Users?filter=${encodeURIComponent(filter)}`).expect(400);
        expect(body).toMatchObject({ status: '400', scimType: 'invalidFilter' });
      }
      await acme.get(`/Users?sortBy=${URN}:${name}`).expect(400);
    },
  );

  it('ATT-8: what is returned on request is shown to who names it only', async () => {
    const user = await newUser({ hint: 'att-8', badge: 'att-8' });
    const path = `/Users/${user.id}`;
    const search = async (names: object): Promise<UserBody | undefined> => {
      const sent = { schemas: [SEARCH_REQUEST_URN], filter: `id eq "${user.id}"`, ...names };
      return ((await acme.send('post', '/Users/.search', sent).expect(200)).body as ListBody).Resources[0];
    };

    for (const shown of [
      await acme.find(user),
      (await acme.filter(`id eq "${user.id}"`)).Resources[0],
      (await acme.get(`${path}?excludedAttributes=title`).expect(200)).body as UserBody,
      await search({}),
    ]) {
      expect(shown).toMatchObject({ [URN]: { badge: 'att-8' } });
      expect(shown?.[URN]).not.toHaveProperty('hint');
    }
    const named = `${URN}:hint`;
    for (const shown of [
      (await acme.get(`${path}?attributes=${named}`).expect(200)).body as UserBody,
      (await acme.filter(`id eq "${user.id}"`, `&attributes=${named}`)).Resources[0],
      await search({ attributes: [named] }),
    ]) {
      expect(shown).toMatchObject({ id: user.id, [URN]: { hint: 'att-8' } });
      expect(shown?.[URN]).not.toHaveProperty('badge');
    }
  });

  it('ATT-9: what is never returned is not shown to who names it either', async () => {
    const user = await newUser({ secret: 'att-9-secret', badge: 'att-9' });

    for (const query of ['', `attributes=${URN}:secret`, `attributes=${URN}`]) {
      expect((await acme.get(`/Users/${user.id}?${query}`).expect(200)).text).not.toMatch(/secret/);
    }
  });

  it('RTY-4, RTY-6: an extension of a tenant may be missing', async () => {
    const { body } = await acme.get('/ResourceTypes/User').expect(200);

    expect(body.schemaExtensions).toEqual(
      expect.arrayContaining([
        { schema: URN, required: false },
        { schema: CLEARANCE_URN, required: false },
      ]),
    );
    expect((await acme.aUser({ userName: newName() })).schemas).toEqual([USER_URN]);
  });

  it.each([{ note: 'x' }, { level: null, note: 'x' }, { level: '', note: 'x' }])(
    'RTY-5: a user with the extension %j misses a required attribute of it',
    async (extension) => {
      const user = await acme.aUser({ userName: newName() });
      const sent = { schemas: [USER_URN, CLEARANCE_URN], userName: newName(), [CLEARANCE_URN]: extension };

      for (const request of [
        acme.send('post', '/Users', sent),
        acme.send('put', `/Users/${user.id}`, sent),
        acme.patch(user, { op: 'add', path: `${CLEARANCE_URN}:note`, value: 'x' }),
      ]) {
        const { body } = await request.expect(400);
        expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
        expect(body.detail).toContain('level');
      }
      expect(await acme.find(user)).toEqual(user);
      await acme.send('post', '/Users', { ...sent, [CLEARANCE_URN]: { level: '3' } }).expect(201);
      await other.send('post', '/Users', sent).expect(201);
    },
  );

  it.each<[string, object | undefined, string]>([
    ['a type of its own', { name: 'salary', type: 'money' }, URN],
    ['a type in other letters', { name: 'salary', type: 'String' }, URN],
    [
      'a type of its own in a part',
      {
        name: 'pay',
        type: 'complex',
        subAttributes: [{ name: 'value', type: 'money' }],
      },
      URN,
    ],
    [
      'an object in an object',
      {
        name: 'pay',
        type: 'complex',
        subAttributes: [{ name: 'value', type: 'complex', subAttributes: [{ name: 'x' }] }],
      },
      URN,
    ],
    ['the core schema', { name: 'userName' }, USER_URN],
    ['the core schema in capitals', { name: 'userName' }, USER_URN.toUpperCase()],
    [
      'the enterprise extension',
      { name: 'department' },
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
  ])(
    'RES-28: the operator can neither add data types nor redefine attributes: %s',
    async (_what, attribute, urn) => {
      const before = (await acme.get('/Schemas').expect(200)).body as object;

      const { body, headers } = await new OperatorClient(app.url, OPERATOR_KEY)
        .send('put', `/tenants/acme/schema-extensions/${urn}`, { name: 'Pay', attributes: [attribute] })
        .expect(400);

      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(body).toMatchObject({ status: 400 });
      expect((await acme.get('/Schemas').expect(200)).body).toEqual(before);
      const user = await acme.aUser({ userName: newName(), title: 'Guide' });
      expect(user).toMatchObject({ schemas: [USER_URN], title: 'Guide' });
    },
  );

  it('SCH-1, RTY-3, DIS-5: schemas of a tenant are listed to it alone', async () => {
    for (const urn of [URN, CLEARANCE_URN]) {
      expect((await acme.get(`/Schemas/${urn}`).expect(200)).body).toMatchObject({ id: urn });
      await other.get(`/Schemas/${urn}`).expect(404);
      await app.clientOf(undefined).get(`/Schemas/${urn}`).expect(401);
    }
    for (const path of ['/Schemas', '/ResourceTypes']) {
      expect((await acme.get(path).expect(200)).text).toContain(URN);
      expect((await other.get(path).expect(200)).text).not.toContain('acme');
    }
  });
});
