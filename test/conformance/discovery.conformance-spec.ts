import {
  BULK_REQUEST_URN,
  ERROR_URN,
  LIST_RESPONSE_URN,
  RESOURCE_TYPE_URN,
  SERVICE_PROVIDER_CONFIG_URN,
} from '@flosum/scim-schema';
import type { Response } from 'supertest';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';
import { GroupClient } from './group-client.js';

const BASE = `${PUBLIC_URL}/api/v1/scim`;
const LISTS = ['/ResourceTypes', '/Schemas'] as const;
const ENDPOINTS = ['/ServiceProviderConfig', ...LISTS] as const;

interface ResourceTypeBody {
  readonly name: string;
  readonly endpoint: string;
  readonly schema: string;
  readonly schemaExtensions: readonly { readonly schema: string; readonly required: unknown }[];
}

describe('RFC 7644 section 4: discovery', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let anonymous: ScimClient;
  let jane: UserBody;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    anonymous = app.clientOf(undefined);
    jane = await acme.aUser({ userName: 'jane@acme.test' });
  });
  afterAll(() => app.stop());

  async function read(path: string): Promise<Response['body']> {
    const { body }: Response = await acme.get(path).expect(200);
    return body as unknown;
  }

  async function types(): Promise<readonly ResourceTypeBody[]> {
    return (await read('/ResourceTypes')).Resources as readonly ResourceTypeBody[];
  }

  it('SPC-1: ServiceProviderConfig is one object', async () => {
    const config = await read('/ServiceProviderConfig');

    expect(config.schemas).toEqual([SERVICE_PROVIDER_CONFIG_URN]);
    expect(config).not.toHaveProperty('Resources');
  });

  it('SPC-2: the flags are booleans', async () => {
    const { patch, changePassword, sort, etag } = await read('/ServiceProviderConfig');

    for (const part of [patch, changePassword, sort, etag]) expect(typeof part.supported).toBe('boolean');
  });

  it('SPC-3: bulk tells its limits', async () => {
    const { bulk } = await read('/ServiceProviderConfig');

    expect(bulk).toEqual({ supported: true, maxOperations: 1_000, maxPayloadSize: 4_194_304 });
  });

  it('SPC-4: filter tells its limit', async () => {
    const { filter } = await read('/ServiceProviderConfig');

    expect(filter.supported).toBe(true);
    expect(filter.maxResults).toBeGreaterThan(0);
  });

  it('SPC-5: every authentication scheme has a type of the list, a name and a description', async () => {
    const { authenticationSchemes } = await read('/ServiceProviderConfig');

    expect(authenticationSchemes.length).toBeGreaterThan(0);
    for (const scheme of authenticationSchemes) {
      expect(scheme).toMatchObject({
        type: expect.stringMatching(/^(oauth|oauth2|oauthbearertoken|httpbasic|httpdigest)$/),
        name: expect.stringMatching(/\w/),
        description: expect.stringMatching(/\w/),
      });
    }
  });

  it('SPC-6: URIs of documents are absolute', async () => {
    const config = await read('/ServiceProviderConfig');
    const uris = [config, ...config.authenticationSchemes].flatMap(
      ({ specUri, documentationUri }: Record<string, string | undefined>) => [specUri, documentationUri],
    );

    for (const uri of uris) if (uri !== undefined) expect(uri).toMatch(/^https?:\/\//);
  });

  it('SPC-7: it is read without a token', async () => {
    const { body } = await anonymous.get('/ServiceProviderConfig').expect(200);

    expect(body.authenticationSchemes.length).toBeGreaterThan(0);
  });

  it('SPC-8: what is announced works, and what is not does nothing', async () => {
    const { bulk, changePassword, sort, filter, etag, patch, pagination } =
      await read('/ServiceProviderConfig');

    for (const part of [sort, filter, etag, patch, bulk]) expect(part.supported).toBe(true);
    await acme.get('/Users?sortBy=userName&filter=userName+pr').expect(200);
    await acme.get(`/Users/${jane.id}`).set('If-None-Match', jane.meta.version).expect(304);
    await acme.patch(jane, { op: 'replace', path: 'active', value: true }).expect(200);
    expect(pagination).toMatchObject({ cursor: true, index: true });
    await acme.get('/Users?cursor=').expect(200);
    await acme.get('/Users?startIndex=1').expect(200);
    const { body } = await acme
      .send('post', '/Bulk', {
        schemas: [BULK_REQUEST_URN],
        Operations: [{ method: 'DELETE', path: '/Users/none' }],
      })
      .expect(200);
    expect(body.Operations).toMatchObject([{ status: '404' }]);
    expect(changePassword.supported).toBe(false);
    expect(await acme.aUser({ userName: 'password@acme.test', password: 'secret' })).not.toHaveProperty(
      'password',
    );
  });

  it.each(['post', 'put', 'patch', 'delete'] as const)('SPC-9: it is read-only: %s', async (method) => {
    const before = await read('/ServiceProviderConfig');

    await acme.send(method, '/ServiceProviderConfig', method === 'delete' ? undefined : {}).expect(405);

    expect(await read('/ServiceProviderConfig')).toEqual(before);
  });

  it('SPC-10: its meta names type and location', async () => {
    expect((await read('/ServiceProviderConfig')).meta).toMatchObject({
      resourceType: 'ServiceProviderConfig',
      location: `${BASE}/ServiceProviderConfig`,
    });
  });

  it('SPC-11: pagination tells methods and limits', async () => {
    const { pagination } = await read('/ServiceProviderConfig');

    expect(pagination).toMatchObject({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: expect.any(Number),
      maxPageSize: expect.any(Number),
      cursorTimeout: expect.any(Number),
    });
    expect(pagination.defaultPageSize).toBeLessThanOrEqual(pagination.maxPageSize);
  });

  it('SPC-12: security events are not announced, for there are none', async () => {
    expect(await read('/ServiceProviderConfig')).not.toHaveProperty('securityEvents');
  });

  it('SPC-13: without a version in its meta there is no ETag either', async () => {
    const { body, headers } = await acme.get('/ServiceProviderConfig').expect(200);

    expect(body.meta.version).toBeUndefined();
    expect(headers.etag).toBeUndefined();
  });

  it('RTY-1: ResourceTypes is a list of all types', async () => {
    const { schemas, totalResults, Resources } = await read('/ResourceTypes');

    expect(schemas).toEqual([LIST_RESPONSE_URN]);
    expect(totalResults).toBe(Resources.length);
    expect((await types()).map(({ name }) => name)).toEqual(['User', 'Group']);
  });

  it('RTY-2: each type has name, endpoint, schema and schemas', async () => {
    for (const type of await types()) {
      expect(type).toMatchObject({
        schemas: [RESOURCE_TYPE_URN],
        name: expect.stringMatching(/\w/),
        endpoint: expect.stringMatching(/^\/\w+$/),
        schema: expect.stringMatching(/^urn:/),
        description: expect.stringMatching(/\w/),
      });
      await acme.get(type.endpoint).expect(200);
    }
  });

  it('RTY-3: every schema of a type is found below Schemas', async () => {
    const urns = (await types()).flatMap(({ schema, schemaExtensions }) => [
      schema,
      ...schemaExtensions.map((extension) => extension.schema),
    ]);

    for (const urn of urns) expect((await read(`/Schemas/${urn}`)).id).toBe(urn);
  });

  it('RTY-4: every extension says whether it is required', async () => {
    for (const { schemaExtensions } of await types()) {
      for (const { required } of schemaExtensions) expect(typeof required).toBe('boolean');
    }
  });

  it('RTY-6: an extension that is not required may be missing', async () => {
    const extensions = (await types()).flatMap(({ schemaExtensions }) => schemaExtensions);

    expect(extensions.map(({ required }) => required)).not.toContain(true);
    await acme.create({ userName: 'without-extension@acme.test' }).expect(201);
  });

  it('RTY-7: one type is read by its name', async () => {
    for (const type of await types()) expect(await read(`/ResourceTypes/${type.name}`)).toEqual(type);
    const { body } = await acme.get('/ResourceTypes/Nope').expect(404);
    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
  });

  it('RTY-8: the name is the resourceType of the resources', async () => {
    const group = await new GroupClient(acme).aGroup('rty-8');

    for (const path of [`/Users/${jane.id}`, `/Groups/${group.id}`]) {
      const { meta } = await read(path);
      const type = (await types()).find(({ endpoint }) => path.startsWith(endpoint));
      expect(type?.name).toBe(meta.resourceType);
    }
  });

  it('RTY-9: names and endpoints do not repeat', async () => {
    const all = await types();

    expect(new Set(all.map(({ name }) => name.toLowerCase())).size).toBe(all.length);
    expect(new Set(all.map(({ endpoint }) => endpoint.toLowerCase())).size).toBe(all.length);
  });

  it.each(['post', 'put', 'patch', 'delete'] as const)('RTY-10: types are read-only: %s', async (method) => {
    const body = method === 'delete' ? undefined : {};

    await acme.send(method, '/ResourceTypes', body).expect(405);
    await acme.send(method, '/ResourceTypes/User', body).expect(405);
  });

  it.each(ENDPOINTS)('DIS-1: a filter is answered with 403: %s', async (path) => {
    for (const filter of ['id+pr', '']) {
      const { body } = await acme.get(`${path}?filter=${filter}`).expect(403);

      expect(body).toMatchObject({ schemas: [ERROR_URN], status: '403' });
    }
  });

  it.each(ENDPOINTS)('DIS-2: sorting and paging change nothing: %s', async (path) => {
    const whole = await read(path);

    expect(await read(`${path}?startIndex=2&count=1&sortBy=id&sortOrder=descending`)).toEqual(whole);
    expect(await read(`${path}?count=0&cursor=`)).toEqual(whole);
  });

  it.each(LISTS)('DIS-3: a list is a ListResponse: %s', async (path) => {
    const { schemas, Resources, itemsPerPage } = await read(path);

    expect(schemas).toEqual([LIST_RESPONSE_URN]);
    expect(itemsPerPage).toBe(Resources.length);
  });

  it.each(ENDPOINTS)('DIS-4: other verbs are answered with 405 and Allow: %s', async (path) => {
    const { body, headers } = await acme.send('post', path, {}).expect(405);

    expect(String(headers.allow).split(/,\s*/)).toEqual(expect.arrayContaining(['GET']));
    expect(String(headers.allow)).not.toContain('POST');
    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '405' });
  });

  it('DIS-5: types and schemas, which belong to a tenant, want a token', async () => {
    for (const path of LISTS) await anonymous.get(path).expect(401);
    await anonymous.get('/ResourceTypes/User').expect(401);
    await anonymous.get(`/Schemas/${(await types())[0]?.schema}`).expect(401);
  });

  it('DIS-6: a query of the root finds none of them', async () => {
    await new GroupClient(acme).aGroup('dis-6');
    const all = await read('?filter=id+pr');
    const { body } = await acme
      .get(`?filter=${encodeURIComponent('meta.resourceType eq "Schema"')}`)
      .expect(200);

    expect(body.totalResults).toBe(0);
    const kinds = (all.Resources as { meta: { resourceType: string } }[]).map(
      ({ meta }) => meta.resourceType,
    );
    expect(new Set(kinds)).toEqual(new Set(['User', 'Group']));
  });
});
