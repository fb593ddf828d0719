import {
  ENTERPRISE_USER_URN,
  LIST_RESPONSE_URN,
  RESOURCE_TYPE_URN,
  SCHEMA_URN,
  SERVICE_PROVIDER_CONFIG_URN,
  USER_URN,
} from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';
import { flattenSchemas } from './flatten-schemas.js';
import type { Attribute, Schema } from './flatten-schemas.js';

const BASE = `${PUBLIC_URL}/api/v1/scim`;

describe('row 51: discovery', () => {
  let app: RunningApp;
  let acme: ScimClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme');
  });
  afterAll(() => app.stop());

  async function schemas(): Promise<readonly Schema[]> {
    return (await acme.get('/Schemas').expect(200)).body.Resources as readonly Schema[];
  }

  it.each([
    ['with a token', () => acme],
    ['without a token', () => app.clientOf(undefined)],
  ])('row 51: ServiceProviderConfig says what there is and what not, %s', async (_what, client) => {
    const { body, headers } = await client().get('/ServiceProviderConfig').expect(200);

    expect(headers['content-type']).toBe('application/scim+json; charset=utf-8');
    expect(body).toMatchObject({
      schemas: [SERVICE_PROVIDER_CONFIG_URN],
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1_000, maxPayloadSize: 4_194_304 },
      filter: { supported: true, maxResults: expect.any(Number) },
      changePassword: { supported: false },
      sort: { supported: true },
      pagination: { cursor: true, index: true, defaultPaginationMethod: 'index', maxPageSize: 100 },
      etag: { supported: true },
      authenticationSchemes: [
        { type: 'oauthbearertoken', name: expect.any(String), description: expect.any(String) },
      ],
      meta: { resourceType: 'ServiceProviderConfig', location: `${BASE}/ServiceProviderConfig` },
    });
  });

  it('row 51: what it does not announce is answered with 501', async () => {
    const { body } = await acme.get('/Me').expect(501);

    expect(body).toMatchObject({ status: '501', detail: expect.stringMatching(/\w/) });
  });

  it('row 51: ResourceTypes is a list with User alone, whose schemas can be read', async () => {
    const { body } = await acme.get('/ResourceTypes').expect(200);

    expect(body).toEqual({
      schemas: [LIST_RESPONSE_URN],
      totalResults: 1,
      startIndex: 1,
      itemsPerPage: 1,
      Resources: [
        {
          schemas: [RESOURCE_TYPE_URN],
          id: 'User',
          name: 'User',
          description: expect.any(String),
          endpoint: '/Users',
          schema: USER_URN,
          schemaExtensions: [{ schema: ENTERPRISE_USER_URN, required: false }],
          meta: { resourceType: 'ResourceType', location: `${BASE}/ResourceTypes/User` },
        },
      ],
    });
    expect((await acme.get('/ResourceTypes/User').expect(200)).body).toEqual(body.Resources[0]);
    await acme.get('/ResourceTypes/Group').expect(404);
  });

  it('row 51: Schemas is a list of the two schemas of User', async () => {
    const { body } = await acme.get('/Schemas').expect(200);

    expect(body).toMatchObject({ schemas: [LIST_RESPONSE_URN], totalResults: 2, itemsPerPage: 2 });
    expect(body.Resources).toMatchObject([
      { schemas: [SCHEMA_URN], id: USER_URN, name: 'User', meta: { resourceType: 'Schema' } },
      {
        schemas: [SCHEMA_URN],
        id: ENTERPRISE_USER_URN,
        name: 'EnterpriseUser',
        meta: { resourceType: 'Schema' },
      },
    ]);
  });

  it.each([USER_URN, USER_URN.toLowerCase(), ENTERPRISE_USER_URN, ENTERPRISE_USER_URN.toUpperCase()])(
    'row 51: one schema is read by its URN in any case: %s',
    async (urn) => {
      const listed = (await schemas()).find(({ id }) => id.toLowerCase() === urn.toLowerCase());

      const { body } = await acme.get(`/Schemas/${urn}`).expect(200);

      expect(body).toEqual(listed);
      expect(body.meta.location).toBe(`${BASE}/Schemas/${body.id as string}`);
    },
  );

  it.each([
    '/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group',
    '/Schemas/urn:example:unknown',
    '/Schemas/User',
    '/ResourceTypes/Nope',
  ])('row 51: answers 404 to %s', async (path) => {
    const { body } = await acme.get(path).expect(404);

    expect(body).toMatchObject({ status: '404' });
  });

  it.each(['/ServiceProviderConfig', '/ResourceTypes', '/Schemas', `/Schemas/${USER_URN}`])(
    'row 51: nothing in %s is null or empty',
    async (path) => {
      const { text } = await acme.get(path).expect(200);

      expect(text).not.toMatch(/:(null|""|\[\]|\{\})/);
    },
  );

  it('row 51: every attribute tells all of its characteristics, and none is never returned', async () => {
    const attributes = (await schemas()).flatMap((schema) => schema.attributes);
    const all = attributes.flatMap((attribute) => [attribute, ...(attribute.subAttributes ?? [])]);

    expect(all.length).toBeGreaterThan(60);
    for (const attribute of all) {
      expect(attribute).toMatchObject({
        name: expect.stringMatching(/^(\$ref|[a-z][A-Za-z0-9]*)$/),
        type: expect.stringMatching(/^(string|boolean|decimal|integer|dateTime|reference|binary|complex)$/),
        multiValued: expect.any(Boolean),
        description: expect.any(String),
        required: expect.any(Boolean),
        mutability: expect.stringMatching(/^(readWrite|readOnly|immutable)$/),
        returned: expect.stringMatching(/^(always|default|request)$/),
      });
    }
    expect(all.map(({ name }) => name)).not.toContain('password');
  });

  it.each(['emails', 'phoneNumbers', 'addresses'])('row 51: %s names its canonical types', async (name) => {
    const [user] = await schemas();
    const type = partOf(
      user?.attributes.find((attribute) => attribute.name === name),
      'type',
    );

    expect(type?.canonicalValues).toEqual(expect.arrayContaining(['work']));
  });

  /** The attributes that a custom application of Entra ID has, as its schema spells them. */
  it.each([
    'userName',
    'externalId',
    'active',
    'displayName',
    'title',
    'preferredLanguage',
    'timezone',
    'locale',
    'nickName',
    'userType',
    'name.givenName',
    'name.familyName',
    'name.formatted',
    'emails[type eq "work"].value',
    'addresses[type eq "work"].formatted',
    'addresses[type eq "work"].streetAddress',
    'addresses[type eq "work"].locality',
    'addresses[type eq "work"].region',
    'addresses[type eq "work"].postalCode',
    'addresses[type eq "work"].country',
    'phoneNumbers[type eq "work"].value',
    'phoneNumbers[type eq "mobile"].value',
    'phoneNumbers[type eq "fax"].value',
    'roles[primary eq "True"].value',
    `${ENTERPRISE_USER_URN}:employeeNumber`,
    `${ENTERPRISE_USER_URN}:department`,
    `${ENTERPRISE_USER_URN}:manager`,
  ])('row 51: the gallery suite finds the mapped attribute %s in Schemas', async (target) => {
    expect(flattenSchemas(await schemas())).toContain(target.toLowerCase());
  });

  it.each(['/ServiceProviderConfig', '/ResourceTypes', '/Schemas'])(
    'row 51: %s takes no filter, and ignores pages',
    async (path) => {
      const { body: whole } = await acme.get(path).expect(200);

      const { body } = await acme.get(`${path}?filter=id+pr`).expect(403);

      expect(body).toMatchObject({ status: '403' });
      expect((await acme.get(`${path}?startIndex=2&count=1&sortBy=id`).expect(200)).body).toEqual(whole);
    },
  );

  it.each(['/ResourceTypes', '/Schemas'])('row 51: %s wants a token', async (path) => {
    await app.clientOf(undefined).get(path).expect(401);
  });
});

function partOf(attribute: Attribute | undefined, name: string): Attribute | undefined {
  return attribute?.subAttributes?.find((part) => part.name === name);
}
