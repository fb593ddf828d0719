import { ENTERPRISE_USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient, UserBody } from '../../harness/scim-client.js';
import { aValidatorUser } from './validator-user.js';

describe('Tenants', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let globex: ScimClient;
  let kim: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
    globex = await app.clientOfNewTenant('globex');
    kim = await acme.aUser({ ...aValidatorUser('kim@acme.test'), externalId: 'object-of-kim' });
  });
  afterAll(() => app.stop());

  it.each([
    ['reads', (client: ScimClient, id: string) => client.get(`/Users/${id}`)],
    ['disables', (client: ScimClient, id: string) => client.patch({ id }, disable)],
    ['deletes', (client: ScimClient, id: string) => client.send('delete', `/Users/${id}`)],
  ])("row 5: answers 404 when a tenant %s another one's user, who stays as he is", async (_verb, call) => {
    const response = await call(globex, kim.id).expect(404);

    expect(response.body).toMatchObject({ status: '404' });
    expect(await acme.find(kim)).toEqual(kim);
  });

  it.each([
    'userName eq "kim@acme.test"',
    'externalId eq "object-of-kim"',
    'emails[type eq "work"].value eq "thaddeus@hammes.test"',
    'emails.value eq "thaddeus@hammes.test"',
    `${ENTERPRISE_USER_URN}:employeeNumber eq "OXYYEGWVLTGW"`,
    'displayName eq "NDSQQTECVAAC"',
    'active eq true',
  ])("row 5: does not find another tenant's user by %s", async (filter) => {
    expect(await acme.filter(filter)).toMatchObject({ totalResults: 1, Resources: [kim] });
    expect(await globex.filter(filter)).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it("row 5: does not find another tenant's user by id, nor in the list of all", async () => {
    expect(await acme.filter(`id eq "${kim.id}"`)).toMatchObject({ totalResults: 1 });
    expect(await globex.filter(`id eq "${kim.id}"`)).toMatchObject({ totalResults: 0, Resources: [] });
    const { body } = await globex.get('/Users').expect(200);
    expect(body).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it('row 6: the same userName and externalId live in two tenants, each with its own id', async () => {
    const same = { userName: 'same@both.test', externalId: 'same-object' };
    const initech = await app.clientOfNewTenant('initech');
    const hooli = await app.clientOfNewTenant('hooli');

    const first = await initech.aUser(same);
    const second = await hooli.aUser(same);

    expect(second.id).not.toBe(first.id);
    await hooli.send('delete', `/Users/${second.id}`).expect(204);
    expect(await initech.find(first)).toEqual(first);
  });
});

const disable = { op: 'Replace', path: 'active', value: 'False' };
