import { USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';

describe('RFC 7644 sections 5 and 7.8: internationalised strings', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  it('I18-1: a full-width name conflicts with the same name in ASCII', async () => {
    await acme.aUser({ userName: 'alice' });

    const { body } = await acme.create({ userName: 'Ａlice' }).expect(409);

    expect(body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    expect(await acme.filter('userName eq "ＡLICE"')).toMatchObject({ totalResults: 1 });
  });

  it('I18-2: composed and decomposed characters are the same', async () => {
    const composed = 'rené@acme.test'.normalize('NFC');
    const decomposed = composed.normalize('NFD');
    expect(decomposed).not.toBe(composed);
    await acme.aUser({ userName: composed });

    const { body } = await acme.create({ userName: decomposed }).expect(409);

    expect(body.scimType).toBe('uniqueness');
    expect(await acme.filter(`userName eq "${decomposed}"`)).toMatchObject({ totalResults: 1 });
    expect(await acme.filter(`userName eq "${composed}"`)).toMatchObject({ totalResults: 1 });
  });

  it.each(['\\u0000', '\\u0007', '\\u007f', '\\ud800'])(
    'I18-3: a user name with the forbidden character %s is invalidValue',
    async (character) => {
      const text = `{"schemas":["${USER_URN}"],"userName":"bob${character}@acme.test"}`;

      const { body } = await acme.send('post', '/Users', text).expect(400);

      expect(body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    },
  );

  it.each([
    ['STRASSE', 'straße'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['ÅNGSTRÖM', 'ångström'],
    ['İstanbul', 'i̇stanbul'],
  ])('I18-4: %s and %s are told apart alike by filters and uniqueness', async (first, second) => {
    await acme.aUser({ userName: first });

    const { status } = await acme.create({ userName: second });
    const { totalResults } = await acme.filter(`userName eq "${second}"`);

    expect([201, 409]).toContain(status);
    expect(totalResults).toBe(1);
    const { Resources } = await acme.filter(`userName eq "${first}"`);
    expect(Resources).toHaveLength(1);
    expect(Resources[0]?.userName).toBe(first);
  });
});
