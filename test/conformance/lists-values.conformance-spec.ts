import { USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';

describe('Values of attributes', () => {
  let app: RunningApp;
  let client: ScimClient;
  let last = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    client = await app.clientOfNewTenant('people');
  });
  afterAll(() => app.stop());

  async function keep(attributes: object): Promise<Record<string, unknown>> {
    last += 1;
    const user = await client.aUser({ userName: `user-${last}`, ...attributes });
    expect(await client.find(user)).toEqual(user);
    return user;
  }

  async function refuse(attributes: object): Promise<void> {
    const { body } = await client
      .send('post', '/Users', { schemas: [USER_URN], userName: 'refused', ...attributes })
      .expect(400);
    expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    expect(await client.filter('userName eq "refused"')).toMatchObject({ totalResults: 0 });
  }

  it.each([
    { active: 'yes' },
    { active: 1 },
    { active: {} },
    { title: 5 },
    { title: true },
    { title: { value: 'x' } },
    { name: 'Jensen' },
    { name: 5 },
    { profileUrl: 5 },
    { userName: 5 },
    { emails: [{ value: 5 }] },
    { emails: [{ primary: 'yes' }] },
    { x509Certificates: [{ value: 5 }] },
  ])('TYP-1: refuses %j, which has the wrong type', (attributes) => refuse(attributes));

  it.each([
    ['True', true],
    ['False', false],
  ])('TYP-1: reads the word %s', async (word, active) => {
    expect(await keep({ active: word })).toMatchObject({ active });
  });

  it('TYP-6: refuses what is not base64', async () => {
    await refuse({ x509Certificates: [{ value: '***' }] });
    expect(await keep({ x509Certificates: [{ value: 'QUI' }] })).toMatchObject({
      x509Certificates: [{ value: 'QUI' }],
    });
  });

  it.each(['https://example.test/a?b#c', '../Users/x', '/photos/1.png'])(
    'TYP-7: keeps the URI %s',
    async (uri) => {
      expect(await keep({ profileUrl: uri })).toMatchObject({ profileUrl: uri });
    },
  );

  it.each([
    { name: { givenName: {} } },
    { name: { givenName: { value: 'x' } } },
    { emails: [{ value: { a: 1 } }] },
  ])('TYP-10: refuses %j, an object in a part', (attributes) => refuse(attributes));

  it('TYP-11: keeps types beside the canonical ones', async () => {
    const emails = [{ type: 'yacht', value: 'y@sea.test' }];
    expect(await keep({ emails })).toMatchObject({ emails });
  });

  it('TYP-12: keeps the case of texts', async () => {
    expect(await keep({ externalId: 'AbC', title: 'VP of IT' })).toMatchObject({
      externalId: 'AbC',
      title: 'VP of IT',
    });
  });

  it('TYP-13: wraps one value for a list, and refuses two values for one', async () => {
    expect(await keep({ emails: { value: 'a@b.test' } })).toMatchObject({ emails: [{ value: 'a@b.test' }] });
    await refuse({ title: ['a', 'b'] });
    await refuse({ name: [{ givenName: 'a' }, { givenName: 'b' }] });
  });

  it.each(['a\nb', 'a\r\n\tb', '日本語', '😀 \u202e', "'; drop table users; --", '\\ " %', ' spaces '])(
    'TYP-14: keeps the text %j',
    async (text) => {
      const attributes = { title: text, addresses: [{ formatted: text }] };
      expect(await keep(attributes)).toMatchObject(attributes);
      expect(await client.filter(`title eq ${JSON.stringify(text)}`)).toMatchObject({ totalResults: 1 });
    },
  );

  it('MUL-1: refuses two primary values', () =>
    refuse({
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    }));

  it('MUL-3: keeps the same value of the same type once', async () => {
    const email = { value: 'a@b.test', type: 'work' };
    expect((await keep({ emails: [email, email] })).emails).toEqual([email]);
  });

  it('MUL-4: keeps the same value of two types twice', async () => {
    const emails = [
      { value: 'a@b.test', type: 'work' },
      { value: 'a@b.test', type: 'home' },
    ];
    expect((await keep({ emails })).emails).toEqual(emails);
  });

  it('MUL-5: finds a value by the spelling that was sent', async () => {
    await keep({ emails: [{ value: 'Jo.Doe@EXAMPLE.Test' }], phoneNumbers: [{ value: '+1 (555) 123' }] });
    for (const filter of ['emails.value eq "Jo.Doe@EXAMPLE.Test"', 'phoneNumbers.value eq "+1 (555) 123"']) {
      expect(await client.filter(filter)).toMatchObject({ totalResults: 1 });
    }
  });

  it('MUL-6: finds values at any place of their list', async () => {
    await keep({ ims: ['x', 'y', 'z'].map((value) => ({ value: `mul-6-${value}` })) });
    for (const value of ['x', 'y', 'z']) {
      expect(await client.filter(`ims.value eq "mul-6-${value}"`)).toMatchObject({ totalResults: 1 });
    }
  });
});
