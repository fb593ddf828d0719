import { Database } from '../../src/database/index.js';
import { ENTITIES } from '../../src/create-app.js';
import { Owner } from '../harness/owner.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

const ACME = '01a20a8b-0000-7000-8000-000000000001';
const GLOBEX = '01a20a8b-0000-7000-8000-000000000002';
const INSERT_TENANT = `insert into tenants (id, slug, name, status, settings, created_at)
  values ($1, $2, $2, 'active', '{}', now())`;
const INSERT_USER = `insert into users (tenant_id, id, user_name_key, active, resource, comparable, version, created_at,
    last_modified)
  values ($1, gen_random_uuid(), $2, true, '{}', '{}', 1, now(), now())`;
const DENIED = { code: '42501' };

/** All tables that hold what belongs to a tenant. */
const TENANT_TABLES = `select c.oid, c.relname as name from pg_class as c
  join pg_attribute as a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;

describe('the database keeps tenants apart', () => {
  let clone: TestDatabase;
  let database: Database;
  let owner: Owner;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = await Database.open(clone.config, ENTITIES);
    owner = new Owner(database);
    for (const [id, slug] of [
      [ACME, 'acme'],
      [GLOBEX, 'globex'],
    ] as const) {
      await database.query(INSERT_TENANT, [id, slug]);
      await database.query(INSERT_USER, [id, `somebody@${slug}.test`]);
    }
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  describe('by its catalogue:', () => {
    const names = async (sql: string): Promise<readonly string[]> =>
      (await owner.query<{ name: string }>(sql, [])).map(({ name }) => name);

    it('there are tables of tenants', async () => {
      expect(await names(TENANT_TABLES)).toEqual(
        expect.arrayContaining(['api_tokens', 'users', 'groups', 'group_members', 'changes', 'audit_events']),
      );
    });

    it('each has row-level security, forced on its owner, too', async () => {
      expect(
        await names(`select name from (${TENANT_TABLES}) as tables join pg_class using (oid)
          where not relrowsecurity or not relforcerowsecurity`),
      ).toEqual([]);
    });

    it('each has one policy for the role of tenants, which compares the tenant with the scope', async () => {
      expect(
        await names(`select name from (${TENANT_TABLES}) as tables where (
            select array_agg(pg_get_expr(polqual, polrelid)) from pg_policy
            where polrelid = tables.oid and polcmd = '*' and polwithcheck is null
              and polroles = array['flosum_scim_tenant'::regrole::oid]
          ) is distinct from array['(tenant_id = (NULLIF(current_setting(''app.tenant_id''::text, true), ''''::text))::uuid)']`),
      ).toEqual([]);
    });

    it('no policy is for anybody else than the two roles of the service', async () => {
      expect(
        await names(`select polname as name from pg_policy
          where not polroles <@ array['flosum_scim_tenant'::regrole::oid, 'flosum_scim_operator'::regrole::oid]`),
      ).toEqual([]);
    });

    it('every key of a tenant table contains the tenant', async () => {
      expect(
        await names(`select name || '.' || indexrelid::regclass as name from (${TENANT_TABLES}) as tables
          join pg_index on indrelid = tables.oid and indisunique
          where not exists (select from pg_attribute
            where attrelid = tables.oid and attname = 'tenant_id' and attnum = any (indkey))`),
      ).toEqual([]);
      expect(
        await names(`select name from (${TENANT_TABLES}) as tables
          where not exists (select from pg_index where indrelid = tables.oid and indisprimary)`),
      ).toEqual([]);
    });

    it('every foreign key of a tenant table leads the tenant to the same tenant', async () => {
      expect(
        await names(`select conname as name from (${TENANT_TABLES}) as tables
          join pg_constraint on conrelid = tables.oid and contype = 'f'
          where not exists (
            select from unnest(conkey, confkey) as pair (own, other)
            join pg_attribute as a on a.attrelid = conrelid and a.attnum = own and a.attname = 'tenant_id'
            join pg_attribute as b on b.attrelid = confrelid and b.attnum = other
              and b.attname = case when confrelid = 'tenants'::regclass then 'id' else 'tenant_id' end
          )`),
      ).toEqual([]);
    });

    it('the roles of the service own nothing, may not log in, and pass no policy by', async () => {
      expect(
        await names(`select rolname as name from pg_roles where rolname like 'flosum_scim_%' and (
            rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
            or exists (select from pg_class where relowner = pg_roles.oid)
          )`),
      ).toEqual([]);
    });
  });

  describe('in a statement:', () => {
    it('one without a condition sees the rows of its tenant only', async () => {
      for (const [id, slug] of [
        [ACME, 'acme'],
        [GLOBEX, 'globex'],
      ] as const) {
        const rows = await database.query('select user_name_key from users where $1::text <> $2', [id, '']);
        expect(rows).toEqual([{ user_name_key: `somebody@${slug}.test` }]);
        expect(await database.query('select slug from tenants where $1::text is not null', [id])).toEqual([
          { slug },
        ]);
      }
    });

    it('one that names another tenant finds nothing there, and changes nothing', async () => {
      expect(
        await database.query('select from users where tenant_id = $2::uuid and $1::uuid <> $2::uuid', [
          ACME,
          GLOBEX,
        ]),
      ).toEqual([]);
      await database.query(
        'update users set version = 9 where tenant_id = $2::uuid and $1::uuid <> $2::uuid',
        [ACME, GLOBEX],
      );
      await database.query('delete from users where $1::uuid <> $2::uuid and tenant_id = $2::uuid', [
        ACME,
        GLOBEX,
      ]);
      expect(await database.query('select version from users where tenant_id = $1', [GLOBEX])).toEqual([
        { version: 1 },
      ]);
    });

    it('none writes a row of another tenant, nor moves one there', async () => {
      await expect(
        database.query(INSERT_USER.replace('values ($1,', 'values (coalesce($3::uuid, $1),'), [
          ACME,
          'x',
          GLOBEX,
        ]),
      ).rejects.toMatchObject(DENIED);
      await expect(
        database.query('update users set tenant_id = $2 where tenant_id = $1', [ACME, GLOBEX]),
      ).rejects.toMatchObject(DENIED);
    });

    it('the scope ends with it, also when it fails', async () => {
      await database.query('select from users where tenant_id = $1', [ACME]);
      await expect(database.query('select 1 / 0 where $1::text is not null', [ACME])).rejects.toThrow();
      const left = await database.transaction(GLOBEX, (manager) =>
        manager.query(`select set_config('app.tenant_id', '', true) as tenant, current_user as role`),
      );
      expect(left).toEqual([{ tenant: '', role: 'flosum_scim_tenant' }]);
      const [row] = await database.operatorQuery<{ name: string }>('listMigrations', [true]);
      expect(row?.name).toBeDefined();
      expect(await database.query('select current_user as role where $1::text <> $2', [ACME, ''])).toEqual([
        { role: 'flosum_scim_tenant' },
      ]);
    });

    it('one that nobody put into a scope sees nothing', async () => {
      const outside = await database.transaction(ACME, async (manager) => {
        await manager.query(`select set_config('app.tenant_id', '', true)`);
        return manager.query<unknown[]>('select from users');
      });
      expect(outside).toEqual([]);
    });

    it('a tenant that is no id is refused', async () => {
      await expect(
        database.query('select from users where $1::text <> $2', ['acme', '']),
      ).rejects.toMatchObject({
        code: '22P02',
      });
    });

    it('none changes the rules', async () => {
      for (const statement of [
        'alter table users disable row level security',
        'drop policy users_tenant on users',
        'drop table users',
        'truncate users',
        'create table public.own (id int)',
      ]) {
        await expect(database.transaction(ACME, (manager) => manager.query(statement))).rejects.toMatchObject(
          DENIED,
        );
      }
    });

    it('none changes or removes what the audit holds', async () => {
      for (const statement of [
        `update audit_events set action = 'x' where tenant_id = $1`,
        'delete from audit_events where tenant_id = $1',
      ]) {
        await expect(database.query(statement, [ACME])).rejects.toMatchObject(DENIED);
      }
    });
  });

  it('an operator query cannot read people, whatever it says', async () => {
    await expect(
      database.transaction(ACME, async (manager) => {
        await manager.query('set local role flosum_scim_operator');
        return manager.query<unknown[]>('select from users');
      }),
    ).rejects.toMatchObject(DENIED);
  });
});
