import { v7 as makeUuid } from 'uuid';
import { defineAttribute, defineList } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject } from '@flosum/scim-schema';
import { SYSTEM } from '../../src/audit/index.js';
import { ENTITIES } from '../../src/create-app.js';
import { Database } from '../../src/database/index.js';
import {
  SchemaConflictError,
  SchemaExtensionNotFoundError,
  SchemaExtensionsService,
  TenantNotFoundError,
  TenantsService,
} from '../../src/tenants/index.js';
import { badge, desk, schemaOf, URN } from '../harness/acme-schema.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

const keys = defineList('keys', 'Keys.', [
  defineAttribute('value', 'A key.'),
  defineAttribute('door', 'A door.'),
]);

describe('the schema extensions of a tenant', () => {
  let clone: TestDatabase;
  let database: Database;
  let extensions: SchemaExtensionsService;
  let slugs = 0;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = await Database.open(clone.config, ENTITIES);
    extensions = new SchemaExtensionsService(database);
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  const newTenant = async (): Promise<string> => {
    slugs += 1;
    return (await new TenantsService(database).create(SYSTEM, `tenant-${slugs}`, 'Tenant')).id;
  };

  const addUser = async (tenantId: string, comparable: JsonObject): Promise<void> => {
    const id = makeUuid();
    await database.query(
      `insert into users (tenant_id, id, user_name_key, active, resource, comparable, version, created_at,
         last_modified)
       values ($1, $2::uuid, $3, true, '{}', $4::jsonb, 1, now(), now())`,
      [tenantId, id, id, JSON.stringify(comparable)],
    );
  };

  const versionOf = async (tenantId: string): Promise<number | undefined> => {
    const [row] = await database.query<{ version: number }>(
      'select schema_version as version from tenants where id = $1',
      [tenantId],
    );
    return row?.version;
  };

  it('raise the version with every change, and with nothing else', async () => {
    const tenantId = await newTenant();
    const other = await newTenant();
    expect(await versionOf(tenantId)).toBe(0);

    await extensions.put(tenantId, SYSTEM, schemaOf(badge));
    expect(await versionOf(tenantId)).toBe(1);
    await extensions.put(tenantId, SYSTEM, schemaOf(badge, desk));
    expect(await versionOf(tenantId)).toBe(2);
    await extensions.list(tenantId);
    await expect(extensions.remove(tenantId, SYSTEM, 'urn:other:User')).rejects.toThrow(
      SchemaExtensionNotFoundError,
    );
    expect(await versionOf(tenantId)).toBe(2);
    await extensions.remove(tenantId, SYSTEM, URN);
    expect(await versionOf(tenantId)).toBe(3);

    expect(await versionOf(other)).toBe(0);
  });

  it('are listed in the order of their URNs', async () => {
    const tenantId = await newTenant();
    for (const id of ['urn:b:User', 'URN:a:User', 'urn:c:User']) {
      await extensions.put(tenantId, SYSTEM, { ...schemaOf(badge), id });
    }
    expect((await extensions.list(tenantId)).map(({ id }) => id)).toEqual([
      'URN:a:User',
      'urn:b:User',
      'urn:c:User',
    ]);
  });

  it('may change in every way as long as nobody has a value', async () => {
    const [tenantId, other] = [await newTenant(), await newTenant()];
    await extensions.put(tenantId, SYSTEM, schemaOf(badge, desk, keys));
    await addUser(other, { [URN]: { badge: '7', desk: { floor: '1' } } });
    await addUser(tenantId, { userName: 'a', badge: '7', 'urn:other:User': { badge: '7' } });

    const next = schemaOf({ ...badge, type: 'integer' }, { ...desk, multiValued: true });
    expect(await extensions.put(tenantId, SYSTEM, next)).toEqual({ definition: next, created: false });
    expect(await extensions.list(tenantId)).toEqual([next]);
    await extensions.remove(tenantId, SYSTEM, URN);
  });

  it.each<[string, JsonObject, readonly AttributeDefinition[], readonly string[]]>([
    ['a type', { badge: '7' }, [{ ...badge, type: 'integer' }, desk, keys], ['badge']],
    ['one that becomes a list', { badge: '7' }, [{ ...badge, multiValued: true }, desk, keys], ['badge']],
    ['its case rule', { badge: '7' }, [{ ...badge, caseExact: true }, desk, keys], ['badge']],
    ['its uniqueness', { badge: '7' }, [{ ...badge, uniqueness: 'server' }, desk, keys], ['badge']],
    ['one that is left out', { badge: '7' }, [desk, keys], ['badge']],
    ['a value that is false', { badge: false }, [desk, keys], ['badge']],
    ['all that are held', { badge: '7', keys: [{ value: '1' }] }, [desk], ['badge', 'keys']],
    [
      'a part of an object',
      { desk: { room: '1' } },
      [badge, { ...desk, subAttributes: desk.subAttributes?.slice(0, 1) ?? [] }, keys],
      ['desk.room'],
    ],
    [
      'a part in a list',
      { keys: [{ value: '1' }, { value: '2', door: '3' }] },
      [badge, desk, { ...keys, subAttributes: keys.subAttributes?.slice(0, 1) ?? [] }],
      ['keys.door'],
    ],
  ])('keep %s while a user has a value of it', async (_case, held, attributes, names) => {
    const tenantId = await newTenant();
    const before = schemaOf(badge, desk, keys);
    await extensions.put(tenantId, SYSTEM, before);
    await addUser(tenantId, { [URN]: held });

    const attempt = extensions.put(tenantId, SYSTEM, schemaOf(...attributes));

    await expect(attempt).rejects.toThrow(SchemaConflictError);
    await expect(attempt).rejects.toThrow(`have values of ${names.map((name) => `"${name}"`).join(', ')}.`);
    expect(await extensions.list(tenantId)).toEqual([before]);
    expect(await versionOf(tenantId)).toBe(1);
  });

  it.each<[string, readonly AttributeDefinition[]]>([
    ['a new attribute', [badge, desk, keys]],
    ['a new part', [badge, { ...desk, subAttributes: [...(desk.subAttributes ?? []), badge] }]],
    [
      'descriptions and the like',
      [
        {
          ...badge,
          description: 'Other.',
          canonicalValues: ['7'],
          required: true,
          returned: 'request',
          mutability: 'immutable',
        },
        desk,
      ],
    ],
    [
      'the loss of a part that nobody has',
      [badge, { ...desk, subAttributes: desk.subAttributes?.slice(0, 1) ?? [] }],
    ],
  ])('take %s while users have values', async (_case, attributes) => {
    const tenantId = await newTenant();
    await extensions.put(tenantId, SYSTEM, schemaOf(badge, desk));
    await addUser(tenantId, { [URN]: { badge: '7', desk: { floor: '1' } } });

    await extensions.put(tenantId, SYSTEM, schemaOf(...attributes));

    expect(await extensions.list(tenantId)).toEqual([schemaOf(...attributes)]);
  });

  it('guard values under the first spelling of the URN', async () => {
    const tenantId = await newTenant();
    await extensions.put(tenantId, SYSTEM, schemaOf(badge));
    await addUser(tenantId, { [URN]: { badge: '7' } });
    const shouted = { ...schemaOf(desk), id: URN.toUpperCase() };

    await expect(extensions.put(tenantId, SYSTEM, shouted)).rejects.toThrow(SchemaConflictError);
    await expect(extensions.remove(tenantId, SYSTEM, URN.toUpperCase())).rejects.toThrow(SchemaConflictError);
  });

  it.each([
    [1, '1 user of this tenant has values'],
    [3, '3 users of this tenant have values'],
  ])('stay while %i users have values', async (users, words) => {
    const tenantId = await newTenant();
    await extensions.put(tenantId, SYSTEM, schemaOf(badge));
    for (let user = 0; user < users; user += 1) await addUser(tenantId, { [URN]: { badge: `${user}` } });

    await expect(extensions.remove(tenantId, SYSTEM, URN)).rejects.toThrow(words);

    expect(await extensions.list(tenantId)).toEqual([schemaOf(badge)]);
    await database.query('delete from users where tenant_id = $1', [tenantId]);
    await extensions.remove(tenantId, SYSTEM, URN);
    expect(await extensions.list(tenantId)).toEqual([]);
  });

  it('are all there after changes at the same moment, each of them counted', async () => {
    const tenantId = await newTenant();
    const urns = Array.from({ length: 8 }, (_, index) => `urn:acme:${index}:User`);
    await Promise.all(urns.map((id) => extensions.put(tenantId, SYSTEM, { ...schemaOf(badge), id })));
    expect((await extensions.list(tenantId)).map(({ id }) => id)).toEqual(urns);
    expect(await versionOf(tenantId)).toBe(8);

    await Promise.all(urns.map((id) => extensions.remove(tenantId, SYSTEM, id)));
    expect(await extensions.list(tenantId)).toEqual([]);
    expect(await versionOf(tenantId)).toBe(16);
  });

  it('are refused for a tenant that is not there', async () => {
    await expect(extensions.list(makeUuid())).rejects.toThrow(TenantNotFoundError);
    await expect(extensions.put(makeUuid(), SYSTEM, schemaOf(badge))).rejects.toThrow(TenantNotFoundError);
    await expect(extensions.remove(makeUuid(), SYSTEM, URN)).rejects.toThrow(TenantNotFoundError);
  });
});
