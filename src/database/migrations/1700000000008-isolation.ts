import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTable } from './isolate-table.js';

const ALL = 'select, insert, update, delete';

/**
 * Row-level security on all tables, for two roles that own none of them. Roles belong to the whole server: another
 * database of it may have made them already, or be making them at this moment.
 */
export class Isolation1700000000008 implements MigrationInterface {
  readonly name = 'Isolation1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    for (const role of ['flosum_scim_tenant', 'flosum_scim_operator']) {
      await runner.query(`
        do $$ begin
          if not exists (select from pg_roles where rolname = '${role}') then
            create role ${role} nologin;
          end if;
        exception
          when duplicate_object or unique_violation then null;
          when insufficient_privilege then
            raise exception 'The user "%" may not create the role "${role}". As an administrator, run: create role ${role}; grant ${role} to "%";',
              current_user, current_user;
        end $$`);
      await runner.query(`
        do $$ begin
          if not pg_has_role(current_user, '${role}', 'member') then
            execute format('grant ${role} to %I', current_user);
          end if;
        end $$`);
      await runner.query(
        `do $$ begin execute format('grant usage on schema %I to ${role}', current_schema()); end $$`,
      );
    }
    // A unique key without the tenant would tell one tenant what another one has.
    await runner.query('alter table api_tokens drop constraint api_tokens_digest');
    await runner.query('alter table api_tokens add constraint api_tokens_digest unique (digest, tenant_id)');
    await isolateTable(runner, 'tenants', { tenant: ALL, operator: 'select' }, 'id');
    await isolateTable(runner, 'api_tokens', {
      tenant: ALL,
      operator: 'select, update (last_used_at)',
    });
    for (const table of [
      'schema_extensions',
      'users',
      'user_emails',
      'user_unique_values',
      'groups',
      'group_members',
      'changes',
    ]) {
      await isolateTable(runner, table, { tenant: ALL });
    }
    await runner.query('grant select on schema_migrations to flosum_scim_operator');
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(
      `select tablename as name from pg_policies where schemaname = current_schema() group by tablename`,
    )) as readonly { readonly name: string }[];
    for (const { name } of tables) {
      await runner.query(`drop policy if exists ${name}_tenant on ${name}`);
      await runner.query(`drop policy if exists ${name}_operator on ${name}`);
      await runner.query(`alter table ${name} no force row level security`);
      await runner.query(`alter table ${name} disable row level security`);
      await runner.query(`revoke all on ${name} from flosum_scim_tenant, flosum_scim_operator`);
    }
    await runner.query('revoke all on schema_migrations from flosum_scim_operator');
    await runner.query('alter table api_tokens drop constraint api_tokens_digest');
    await runner.query('alter table api_tokens add constraint api_tokens_digest unique (digest)');
  }
}
