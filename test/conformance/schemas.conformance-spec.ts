import {
  ENTERPRISE_USER_URN,
  ERROR_URN,
  GROUP_URN,
  LIST_RESPONSE_URN,
  SCHEMA_URN,
  USER_URN,
} from '@flosum/scim-schema';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';
import { defineExtension } from './define-extension.js';

const URN = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact?: boolean;
  readonly mutability: string;
  readonly returned: string;
  readonly uniqueness?: string;
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
}

interface Schema {
  readonly id: string;
  readonly meta: { readonly resourceType: string; readonly location: string };
  readonly attributes: readonly Attribute[];
}

describe('RFC 7643 sections 7 and 8.7: schemas', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let schemas: readonly Schema[];
  let all: readonly Attribute[];

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    await defineExtension(app, 'acme', URN, [
      ...['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary'].map((type) => ({
        name: `a-${type}`,
        description: 'One of each type.',
        type,
      })),
      {
        name: 'site',
        description: 'Its place.',
        type: 'reference',
        referenceTypes: ['external'],
        required: true,
      },
      {
        name: 'desks',
        description: 'Its desks.',
        type: 'complex',
        multiValued: true,
        mutability: 'immutable',
        subAttributes: [{ name: 'floor', description: 'Its floor.', type: 'integer' }],
      },
    ]);
    schemas = (await acme.get('/Schemas').expect(200)).body.Resources as readonly Schema[];
    const attributes = schemas.flatMap((schema) => schema.attributes);
    all = attributes.flatMap((attribute) => [attribute, ...(attribute.subAttributes ?? [])]);
  });
  afterAll(() => app.stop());

  /** @param path - Such as `emails.type`. */
  function attributeOf(urn: string, path: string): Attribute | undefined {
    const [name, part] = path.split('.');
    const schema = schemas.find(({ id }) => id === urn);
    const attribute = schema?.attributes.find((candidate) => candidate.name === name);
    return part === undefined
      ? attribute
      : attribute?.subAttributes?.find((candidate) => candidate.name === part);
  }

  it('SCH-1: Schemas lists the schemas of all types', async () => {
    const { body } = await acme.get('/Schemas').expect(200);

    expect(body).toMatchObject({ schemas: [LIST_RESPONSE_URN], totalResults: schemas.length });
    expect(schemas.map(({ id }) => id).sort()).toEqual(
      [USER_URN, ENTERPRISE_USER_URN, GROUP_URN, URN].sort(),
    );
  });

  it('SCH-2: one schema is read by its URN in any case', async () => {
    for (const schema of schemas) {
      for (const urn of [schema.id, schema.id.toLowerCase(), schema.id.toUpperCase()]) {
        expect((await acme.get(`/Schemas/${urn}`).expect(200)).body).toEqual(schema);
      }
    }
    const { body } = await acme.get('/Schemas/urn:example:unknown').expect(404);
    expect(body).toMatchObject({ schemas: [ERROR_URN], status: '404' });
  });

  it('SCH-3: schemas of messages are not listed', () => {
    for (const { id } of schemas) expect(id).not.toMatch(/^urn:ietf:params:scim:api:/i);
  });

  it('SCH-4: every schema has id, name, description and attributes', () => {
    for (const schema of schemas) {
      expect(schema).toMatchObject({
        schemas: [SCHEMA_URN],
        id: expect.stringMatching(/^urn:/),
        name: expect.stringMatching(/\w/),
        description: expect.stringMatching(/\w/),
      });
      expect(schema.attributes.length).toBeGreaterThan(0);
    }
  });

  it('SCH-5: every attribute tells its characteristics, in words of the RFC', () => {
    for (const attribute of all) {
      expect(attribute).toMatchObject({
        name: expect.any(String),
        multiValued: expect.any(Boolean),
        description: expect.stringMatching(/\w/),
        required: expect.any(Boolean),
        mutability: expect.stringMatching(/^(readOnly|readWrite|immutable|writeOnly)$/),
        returned: expect.stringMatching(/^(always|never|default|request)$/),
      });
      if (attribute.type === 'complex') continue;
      expect(attribute).toMatchObject({
        caseExact: expect.any(Boolean),
        uniqueness: expect.stringMatching(/^(none|server|global)$/),
      });
    }
  });

  it('SCH-6: every type is one of the eight', () => {
    expect(new Set(all.map(({ type }) => type)).size).toBe(8);
    for (const { type } of all) {
      expect(type).toMatch(/^(string|boolean|decimal|integer|dateTime|binary|reference|complex)$/);
    }
  });

  it('SCH-7: complex attributes have parts, and these are never complex', () => {
    for (const { type, subAttributes } of all) {
      expect((subAttributes ?? []).length > 0).toBe(type === 'complex');
      for (const part of subAttributes ?? []) expect(part.type).not.toBe('complex');
    }
  });

  it('SCH-8: references tell what they refer to', () => {
    const references = all.filter(({ type }) => type === 'reference');

    expect(references.length).toBeGreaterThan(0);
    for (const { referenceTypes } of references) {
      expect(referenceTypes?.length).toBeGreaterThan(0);
      for (const type of referenceTypes ?? []) expect(type).toMatch(/^(external|uri|User|Group)$/);
    }
  });

  it('SCH-9: names are names of attributes', () => {
    for (const { name } of all) expect(name).toMatch(/^(\$ref|[A-Za-z][A-Za-z0-9$_-]*)$/);
  });

  it.each([
    ['emails.type', ['work', 'home', 'other']],
    ['phoneNumbers.type', ['work', 'home', 'mobile', 'fax', 'pager', 'other']],
    ['ims.type', ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']],
    ['photos.type', ['photo', 'thumbnail']],
    ['addresses.type', ['work', 'home', 'other']],
  ])('SCH-10: %s has the canonical values of the RFC', (path, values) => {
    expect([...(attributeOf(USER_URN, path)?.canonicalValues ?? [])].sort()).toEqual([...values].sort());
  });

  it('SCH-11: the attributes of User and enterprise User are those of the RFC and its errata', () => {
    expect(attributeOf(USER_URN, 'userName')).toMatchObject({
      type: 'string',
      required: true,
      caseExact: false,
      uniqueness: 'server',
    });
    expect(attributeOf(USER_URN, 'profileUrl')).toMatchObject({
      type: 'reference',
      referenceTypes: ['external'],
    });
    expect(attributeOf(USER_URN, 'active')).toMatchObject({ type: 'boolean', required: false });
    expect(attributeOf(USER_URN, 'x509Certificates.value')).toMatchObject({
      type: 'binary',
      caseExact: true,
    });
    expect(attributeOf(USER_URN, 'emails.primary')).toMatchObject({ type: 'boolean' });
    expect(attributeOf(ENTERPRISE_USER_URN, 'manager.value')).toMatchObject({
      type: 'string',
      caseExact: true,
    });
    expect(attributeOf(ENTERPRISE_USER_URN, 'manager.displayName')).toMatchObject({ mutability: 'readOnly' });
    expect(attributeOf(ENTERPRISE_USER_URN, 'manager.$ref')).toMatchObject({
      type: 'reference',
      referenceTypes: ['User'],
    });
    for (const name of ['employeeNumber', 'costCenter', 'organization', 'division', 'department']) {
      expect(attributeOf(ENTERPRISE_USER_URN, name)).toMatchObject({ type: 'string', multiValued: false });
    }
  });

  it('SCH-11: so are those of Group, and the groups of a User', () => {
    const immutable = { mutability: 'immutable' };
    expect(attributeOf(GROUP_URN, 'displayName')).toMatchObject({
      type: 'string',
      required: true,
      multiValued: false,
      mutability: 'readWrite',
      returned: 'default',
    });
    expect(attributeOf(GROUP_URN, 'members')).toMatchObject({
      type: 'complex',
      required: false,
      multiValued: true,
      mutability: 'readWrite',
      returned: 'default',
    });
    expect(attributeOf(GROUP_URN, 'members.value')).toMatchObject({ type: 'string', ...immutable });
    expect(attributeOf(GROUP_URN, 'members.type')).toMatchObject({
      canonicalValues: expect.arrayContaining(['User', 'Group']),
      ...immutable,
    });
    expect(attributeOf(GROUP_URN, 'members.$ref')).toMatchObject({
      type: 'reference',
      referenceTypes: expect.arrayContaining(['User', 'Group']),
      ...immutable,
    });
    expect(attributeOf(USER_URN, 'groups')).toMatchObject({ multiValued: true, mutability: 'readOnly' });
    expect(attributeOf(USER_URN, 'groups.$ref')).toMatchObject({
      type: 'reference',
      referenceTypes: ['Group'],
    });
    expect(attributeOf(USER_URN, 'groups.type')?.canonicalValues).toEqual(
      expect.arrayContaining(['direct', 'indirect']),
    );
  });

  it.each(['post', 'put', 'patch', 'delete'] as const)(
    'SCH-12: schemas are read-only: %s',
    async (method) => {
      const body = method === 'delete' ? undefined : {};

      await acme.send(method, '/Schemas', body).expect(405);
      await acme.send(method, `/Schemas/${USER_URN}`, body).expect(405);
    },
  );

  it('SCH-13: the service does what the schemas say', async () => {
    const user = await acme.aUser({ userName: 'Jane@acme.test', externalId: 'AbC', displayName: 'Jane' });

    expect(attributeOf(USER_URN, 'userName')?.caseExact).toBe(false);
    expect(await acme.filter('userName eq "JANE@ACME.TEST"')).toMatchObject({ totalResults: 1 });
    expect(attributeOf(USER_URN, 'externalId')?.caseExact).toBe(true);
    expect(await acme.filter('externalId eq "abc"')).toMatchObject({ totalResults: 0 });
    expect(await acme.filter('externalId eq "AbC"')).toMatchObject({ totalResults: 1 });
    expect(attributeOf(USER_URN, 'displayName')?.caseExact).toBe(false);
    expect(await acme.filter('displayName eq "jANE"')).toMatchObject({ totalResults: 1 });
    const shown = Object.keys(await acme.find(user)).filter(
      (name) => !['schemas', 'id', 'meta'].includes(name),
    );
    for (const name of shown) expect(attributeOf(USER_URN, name)?.returned).toMatch(/^(always|default)$/);
    expect(attributeOf(USER_URN, 'userName')?.required).toBe(true);
    await acme.create({ displayName: 'Nobody' }).expect(400);
    expect(attributeOf(GROUP_URN, 'displayName')?.required).toBe(true);
    await acme.send('post', '/Groups', { schemas: [GROUP_URN], externalId: 'x' }).expect(400);
    expect(attributeOf(URN, 'site')?.required).toBe(true);
    await acme.create({ userName: 'other@acme.test', [URN]: { 'a-integer': 7 } }).expect(400);
  });

  it('SCH-14: meta names type and location', () => {
    for (const { id, meta } of schemas) {
      expect(meta).toMatchObject({
        resourceType: 'Schema',
        location: `${PUBLIC_URL}/api/v1/scim/Schemas/${id}`,
      });
    }
  });
});
