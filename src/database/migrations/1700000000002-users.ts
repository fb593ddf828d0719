import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Users. `resource` is what the client sent, to the letter (`json` keeps its order too); `comparable` is the form in
 * which filters compare. What has to be found by an index is a column or a row of its own, folded when it is written.
 */
export class Users1700000000002 implements MigrationInterface {
  readonly name = 'Users1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table users (
        tenant_id uuid not null,
        id uuid not null,
        user_name_key text collate "C" not null,
        external_id text collate "C",
        active boolean not null,
        resource json not null,
        comparable jsonb not null,
        version integer not null,
        created_at timestamptz(3) not null,
        last_modified timestamptz(3) not null,
        constraint users_pkey primary key (tenant_id, id),
        constraint users_tenant foreign key (tenant_id) references tenants (id) on delete cascade,
        constraint users_user_name unique (tenant_id, user_name_key)
      )`);
    await runner.query('create index users_external_id on users (tenant_id, external_id)');
    await runner.query(`
      create table user_emails (
        tenant_id uuid not null,
        value_key text collate "C" not null,
        user_id uuid not null,
        constraint user_emails_pkey primary key (tenant_id, value_key, user_id),
        constraint user_emails_user foreign key (tenant_id, user_id)
          references users (tenant_id, id) on delete cascade
      )`);
    await runner.query('create index user_emails_user_id on user_emails (tenant_id, user_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table user_emails');
    await runner.query('drop table users');
  }
}
