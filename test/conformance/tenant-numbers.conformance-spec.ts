import { USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { defineExtension } from './define-extension.js';

const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

describe('RFC 7643 section 2.3: numbers, in attributes that a tenant defines', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let other: ScimClient;
  let count = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    other = await app.clientOfNewTenant('other');
    await defineExtension(app, 'acme', URN, [
      { name: 'grade', type: 'integer' },
      { name: 'weight', type: 'decimal' },
      { name: 'badge' },
    ]);
  });
  afterAll(() => app.stop());

  function newName(): string {
    count += 1;
    return `user-${count}`;
  }

  /** Creates a user whose attribute stands in the body as it is written here. */
  function post(name: string, text: string, client = acme) {
    const start = JSON.stringify({ schemas: [USER_URN, URN], userName: newName() }).slice(0, -1);
    return client.send('post', '/Users', `${start},"${URN}":{"${name}":${text}}}`);
  }

  function newUser(attributes: object): Promise<UserBody> {
    return acme.aUser({ schemas: [USER_URN, URN], userName: newName(), [URN]: attributes });
  }

  async function find(filter: string, more = ''): Promise<readonly string[]> {
    return (await acme.filter(filter, more)).Resources.map(({ id }) => id);
  }

  it.each([
    ['7', '7'],
    ['-3', '-3'],
    ['0', '0'],
    ['1.0', '1'],
    ['1e2', '100'],
    ['9007199254740991', '9007199254740991'],
  ])('TYP-2: keeps the whole number %s, and shows it without fraction and exponent', async (sent, shown) => {
    const { body } = await post('grade', sent).expect(201);

    const { text } = await acme.get(`/Users/${(body as UserBody).id}`).expect(200);
    expect(text).toMatch(new RegExp(`"grade":${shown}[,}]`));
  });

  it.each(['1.5', '-0.1', '1e-1', '"7"', 'true', '{}', '9007199254740993', '1e400'])(
    'TYP-2: refuses %s as an integer',
    async (sent) => {
      const { body } = await post('grade', sent).expect(400);

      expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
      expect(await find(`userName eq "user-${count}"`)).toEqual([]);
    },
  );

  it('TYP-2: refuses a fraction in PATCH and PUT too', async () => {
    const user = await newUser({ grade: 1 });
    const put = { schemas: [USER_URN, URN], userName: user.userName, [URN]: { grade: 1.5 } };

    for (const request of [
      acme.patch(user, { op: 'replace', path: `${URN}:grade`, value: 1.5 }),
      acme.send('put', `/Users/${user.id}`, put),
    ]) {
      expect((await request.expect(400)).body).toMatchObject({ scimType: 'invalidValue' });
    }
    expect(await acme.find(user)).toEqual(user);
  });

  it.each(['1', '1.5', '-1e3', '0.1', '0', '-1E-2', '123456789.125', '1e20'])(
    'TYP-3: keeps the number %s',
    async (sent) => {
      const { body } = await post('weight', sent).expect(201);

      expect(await acme.find(body as UserBody)).toMatchObject({ [URN]: { weight: JSON.parse(sent) } });
    },
  );

  it.each(['"1.5"', 'true', '{}', '1e400'])('TYP-3: refuses %s as a decimal', async (sent) => {
    const { body } = await post('weight', sent).expect(400);

    expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
  });

  it('TYP-2, RES-24: for another tenant the attribute is unknown, and left out', async () => {
    const { body } = await post('grade', '1.5', other).expect(201);

    expect((body as UserBody).schemas).toEqual([USER_URN]);
    expect(JSON.stringify(await other.find(body as UserBody))).not.toContain('grade');
  });

  it('FLM-7, FLM-11, SRT-5: numbers are compared as numbers', async () => {
    const [nine, ten, one] = [
      await newUser({ badge: 'flm-11', grade: 9, weight: 9.5 }),
      await newUser({ badge: 'flm-11', grade: 10, weight: 10 }),
      await newUser({ badge: 'flm-11', grade: 1, weight: 1 }),
    ];
    const among = (filter: string) => find(`${URN}:badge eq "flm-11" and ${filter}`);

    for (const written of ['1', '1.0', '1e0', '10E-1']) {
      expect(await among(`${URN}:grade eq ${written}`)).toEqual([one.id]);
      expect(await among(`${URN}:weight eq ${written}`)).toEqual([one.id]);
    }
    expect(await among(`${URN}:grade gt 9`)).toEqual([ten.id]);
    expect(await among(`${URN}:grade le 9`)).toEqual([nine.id, one.id]);
    expect(await among(`${URN}:weight gt 9.25`)).toEqual([nine.id, ten.id]);
    expect(await among(`${URN}:weight lt 9.5e0`)).toEqual([one.id]);
    for (const name of ['grade', 'weight']) {
      expect(await find(`${URN}:badge eq "flm-11"`, `&sortBy=${URN}:${name}`)).toEqual([
        one.id,
        nine.id,
        ten.id,
      ]);
    }
    const foreign = await other.get(`/Users?filter=${encodeURIComponent(`${URN}:grade eq 1`)}`).expect(400);
    expect(foreign.body).toMatchObject({ scimType: 'invalidFilter' });
  });

  it('FLM-12: a number is not compared with text', async () => {
    for (const filter of [`${URN}:grade eq "1"`, `${URN}:weight gt true`, `${URN}:badge eq 1`]) {
      const { body } = await acme.get(`/Users?filter=${encodeURIComponent(filter)}`).expect(400);
      expect(body).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    }
  });
});
